import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
import records.choice_field
import records.triggers
import units.ownership
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('records', '0001_audit_documents_numbers'),
        ('signatures', '0001_requests_parties_signatures'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='units.emulationyear', verbose_name='năm thi đua')),
                ('occasion', models.CharField(max_length=300, verbose_name='hội nghị, cuộc họp')),
                ('subject_kind', models.CharField(blank=True, max_length=30, verbose_name='loại đối tượng biểu quyết')),
                ('subject_key', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='đối tượng biểu quyết')),
                ('subject_edition', models.PositiveBigIntegerField(default=0, verbose_name='bản được biểu quyết')),
                ('repeats_because', models.CharField(blank=True, max_length=500, verbose_name='lý do biểu quyết lại')),
                ('question', models.CharField(max_length=500, verbose_name='câu hỏi biểu quyết')),
                ('kind', records.choice_field.ChoiceField(choices=[('open', 'Open'), ('named', 'Named'), ('secret', 'Secret'), ('paper', 'Paper')], default='named', max_length=10, verbose_name='hình thức biểu quyết')),
                ('threshold_numerator', models.PositiveSmallIntegerField(verbose_name='ngưỡng thông qua: tử số')),
                ('threshold_denominator', models.PositiveSmallIntegerField(verbose_name='ngưỡng thông qua: mẫu số')),
                ('threshold_inclusive', models.BooleanField(default=False, verbose_name='đạt đúng ngưỡng cũng được thông qua')),
                ('base', records.choice_field.ChoiceField(choices=[('all_members', 'tổng số đơn vị thành viên'), ('present', 'số đơn vị có mặt'), ('valid', 'số ý kiến hợp lệ')], default='all_members', max_length=15, verbose_name='tỷ lệ tính trên')),
                ('members', models.PositiveSmallIntegerField(verbose_name='số đơn vị thành viên')),
                ('present', models.PositiveSmallIntegerField(verbose_name='số đơn vị có mặt')),
                ('recused', models.PositiveSmallIntegerField(default=0, verbose_name='số đơn vị không tham gia biểu quyết')),
                ('state', records.choice_field.ChoiceField(choices=[('preparing', 'Chờ nhận mã kiểm phiếu'), ('open', 'Đang biểu quyết'), ('counting', 'Đang kiểm phiếu'), ('closed', 'Đã có kết quả'), ('void', 'Đã hủy')], default='open', max_length=10, verbose_name='trạng thái')),
                ('opened_at', models.DateTimeField(verbose_name='thời gian bắt đầu')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bắt đầu')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian kết thúc')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kết thúc')),
                ('yes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='đồng ý')),
                ('no', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='không đồng ý')),
                ('abstain', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='không có ý kiến')),
                ('needed', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số đơn vị đồng ý cần có')),
                ('passed', models.BooleanField(blank=True, null=True, verbose_name='được thông qua')),
                ('void_reason', models.CharField(blank=True, max_length=500, verbose_name='lý do hủy')),
                ('on_paper_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='same_paper', to='ballots.ballot', verbose_name='cùng phiếu với')),
            ],
            options={
                'verbose_name': 'biểu quyết',
                'verbose_name_plural': 'biểu quyết',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['subject_kind', 'subject_key'], name='ballots_of_a_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('occasion', ''), _negated=True)), name='ballot_has_question_and_occasion'), models.CheckConstraint(condition=models.Q(models.Q(('subject_edition', 0), ('subject_key__isnull', True), ('subject_kind', '')), models.Q(models.Q(('subject_kind', ''), _negated=True), ('subject_key__isnull', False)), _connector='OR'), name='ballot_subject_has_kind_and_key'), models.UniqueConstraint(condition=models.Q(('state__in', ['preparing', 'open', 'counting'])), fields=('subject_kind', 'subject_key'), name='one_open_ballot_a_subject'), models.CheckConstraint(condition=models.Q(('threshold_numerator__gte', 1), models.Q(('threshold_numerator__lt', models.F('threshold_denominator')), models.Q(('threshold_inclusive', True), ('threshold_numerator', models.F('threshold_denominator'))), _connector='OR')), name='ballot_threshold_is_reachable'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['closed']), ('closed_at__isnull', False), ('closed_by__isnull', False), ('yes__isnull', False), ('no__isnull', False), ('abstain__isnull', False), ('needed__isnull', False), ('passed__isnull', False)), models.Q(models.Q(('state__in', ['closed']), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True), ('yes__isnull', True), ('no__isnull', True), ('abstain__isnull', True), ('needed__isnull', True), ('passed__isnull', True)), _connector='OR'), name='ballot_result_when_closed'), models.CheckConstraint(condition=models.Q(('yes__isnull', True), django.db.models.lookups.LessThanOrEqual(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('yes'), '+', models.F('no')), '+', models.F('abstain')), models.F('present')), _connector='OR'), name='ballot_votes_of_those_present'), models.CheckConstraint(condition=models.Q(('present__lte', models.F('members'))), name='ballot_present_are_members'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'void'), ('void_reason__gt', '')), models.Q(models.Q(('state', 'void'), _negated=True), ('void_reason', '')), _connector='OR'), name='ballot_void_with_a_reason'), models.CheckConstraint(condition=models.Q(('kind', 'secret'), models.Q(('kind', 'paper'), models.Q(('state', 'preparing'), _negated=True)), models.Q(('state__in', ['preparing', 'counting', 'void']), _negated=True), _connector='OR'), name='ballot_tellers_of_secret_ones'), models.CheckConstraint(condition=models.Q(('on_paper_of__isnull', True), models.Q(('kind', 'paper'), models.Q(('on_paper_of', models.F('id')), _negated=True)), _connector='OR'), name='ballot_shares_a_printed_paper'), models.CheckConstraint(condition=models.Q(('passed__isnull', True), models.Q(('passed', True), django.db.models.lookups.GreaterThanOrEqual(models.F('yes'), models.F('needed'))), models.Q(('passed', False), ('yes__lt', models.F('needed'))), _connector='OR'), name='ballot_passed_by_its_threshold'), models.CheckConstraint(condition=models.Q(('kind__in', ['open', 'named', 'secret', 'paper'])), name='ballots_ballot_kind_check'), models.CheckConstraint(condition=models.Q(('base__in', ['all_members', 'present', 'valid'])), name='ballots_ballot_base_check'), models.CheckConstraint(condition=models.Q(('state__in', ['preparing', 'open', 'counting', 'closed', 'void'])), name='ballots_ballot_state_check')],
            },
            bases=(units.ownership.YearOwned, models.Model),
        ),
        migrations.CreateModel(
            name='CountingMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_pdf', to='records.document', verbose_name='bản PDF')),
                ('word', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_word', to='records.document', verbose_name='bản Word')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian phát hành')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người phát hành')),
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='ballots.ballot', verbose_name='biểu quyết')),
                ('signing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='counting_minutes', to='signatures.signingrequest', verbose_name='đề nghị ký')),
            ],
            options={
                'verbose_name': 'biên bản kiểm phiếu',
                'verbose_name_plural': 'biên bản kiểm phiếu',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('document', None), ('issued_at', None), ('issued_by', None), ('number', ''), ('word', None)), models.Q(models.Q(('number', ''), _negated=True), ('document__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False), ('word__isnull', False)), _connector='OR'), name='countingminutes_issued_with_number')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Elector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='electors', to='ballots.ballot', verbose_name='biểu quyết')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='elector_rows', to='units.unit', verbose_name='đơn vị')),
                ('delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản của đại biểu')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='đại biểu')),
                ('post', models.CharField(blank=True, max_length=150, verbose_name='chức vụ')),
                ('recusal', models.CharField(blank=True, max_length=300, verbose_name='lý do không tham gia biểu quyết')),
            ],
            options={
                'verbose_name': 'đại biểu biểu quyết',
                'verbose_name_plural': 'đại biểu biểu quyết',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('ballot', 'unit'), name='one_elector_a_unit'), models.UniqueConstraint(condition=models.Q(('unit__isnull', True)), fields=('ballot', 'delegate'), name='one_elector_a_person'), models.CheckConstraint(condition=models.Q(('unit__isnull', False), ('delegate__isnull', False), _connector='OR'), name='elector_is_a_unit_or_a_person')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='SecretPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('elector', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='ballots.elector', verbose_name='đại biểu biểu quyết')),
                ('content', models.JSONField(verbose_name='phiếu đã mã hóa')),
                ('receipt', models.CharField(max_length=64, unique=True, verbose_name='mã biên nhận')),
            ],
            options={
                'verbose_name': 'phiếu kín',
                'verbose_name_plural': 'phiếu kín',
                'ordering': ['receipt'],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Teller',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tellers', to='ballots.ballot', verbose_name='biểu quyết')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kiểm phiếu')),
                ('public_part', models.JSONField(blank=True, null=True, verbose_name='khóa công khai')),
                ('opening', models.JSONField(blank=True, null=True, verbose_name='kết quả mở')),
            ],
            options={
                'verbose_name': 'người kiểm phiếu',
                'verbose_name_plural': 'người kiểm phiếu',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('ballot', 'user'), name='one_teller_a_person'), models.CheckConstraint(condition=models.Q(('opening__isnull', True), ('public_part__isnull', False), _connector='OR'), name='teller_opens_with_a_key')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='PaperTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('teller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='ballots.teller', verbose_name='người kiểm phiếu')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='ballots.ballot', verbose_name='nội dung')),
                ('yes', models.PositiveSmallIntegerField(verbose_name='đồng ý')),
                ('no', models.PositiveSmallIntegerField(verbose_name='không đồng ý')),
                ('abstain', models.PositiveSmallIntegerField(verbose_name='không có ý kiến')),
                ('invalid', models.PositiveSmallIntegerField(verbose_name='không hợp lệ')),
                ('entered_at', models.DateTimeField(verbose_name='thời gian nhập')),
            ],
            options={
                'verbose_name': 'kết quả kiểm phiếu in',
                'verbose_name_plural': 'kết quả kiểm phiếu in',
                'ordering': ['ballot', 'teller'],
                'constraints': [models.UniqueConstraint(fields=('teller', 'ballot'), name='one_tally_a_teller')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('elector', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='vote', to='ballots.elector', verbose_name='đại biểu biểu quyết')),
                ('choice', records.choice_field.ChoiceField(choices=[('yes', 'Đồng ý'), ('no', 'Không đồng ý'), ('abstain', 'Không có ý kiến')], max_length=10, verbose_name='ý kiến')),
                ('on_paper', models.BooleanField(default=False, verbose_name='Tổ thư ký nhập theo biểu quyết tại hội trường')),
                ('cast_at', models.DateTimeField(verbose_name='thời gian')),
                ('cast_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người biểu quyết hoặc nhập ý kiến')),
            ],
            options={
                'verbose_name': 'ý kiến biểu quyết',
                'verbose_name_plural': 'ý kiến biểu quyết',
                'constraints': [models.CheckConstraint(condition=models.Q(('choice__in', ['yes', 'no', 'abstain'])), name='ballots_vote_choice_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ballot',
            trigger=pgtrigger.compiler.Trigger(name='closed_ballot_stays', sql=records.triggers.TriggerSql(condition="WHEN (OLD.state IN ('closed', 'void'))", func="RAISE EXCEPTION 'Kết quả biểu quyết đã có, không sửa, không xóa (%).', TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='acd828ff837932995ce45a131cb3c01731225e66', operation='UPDATE OR DELETE', pgid='pgtrigger_closed_ballot_stays_8a801', table='ballots_ballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ballot',
            trigger=pgtrigger.compiler.Trigger(name='open_ballot_keeps_its_rules', sql=records.triggers.TriggerSql(condition="WHEN (OLD.state NOT IN ('closed', 'void'))", declare="DECLARE its_end text[] := ARRAY['state', 'closed_at', 'closed_by_id', 'yes', 'no', 'abstain', 'needed', 'passed', 'void_reason'];", func="IF to_jsonb(OLD) - its_end <> to_jsonb(NEW) - its_end THEN\n    RAISE EXCEPTION 'Câu hỏi và cách tính của biểu quyết đã mở không thay đổi được.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.kind = 'secret' AND NEW.state = 'open' AND (\n    (SELECT count(*) FROM ballots_teller WHERE ballot_id = NEW.id) < 2\n    OR EXISTS (SELECT 1 FROM ballots_teller WHERE ballot_id = NEW.id AND public_part IS NULL)\n) THEN\n    RAISE EXCEPTION 'Bỏ phiếu kín bắt đầu khi mọi người kiểm phiếu đã có mã, ít nhất hai người.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\n-- Nothing half counted: all tellers, all papers.\nIF NEW.kind = 'secret' AND NEW.state = 'closed' AND (\n    OLD.state <> 'counting'\n    OR EXISTS (SELECT 1 FROM ballots_teller WHERE ballot_id = NEW.id AND opening IS NULL)\n    OR NEW.yes + NEW.no + NEW.abstain <> (\n        SELECT count(*) FROM ballots_secretpaper p JOIN ballots_elector e ON e.id = p.elector_id\n        WHERE e.ballot_id = NEW.id)\n) THEN\n    RAISE EXCEPTION 'Kết quả bỏ phiếu kín chưa đủ người kiểm phiếu hoặc không khớp số phiếu.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\n-- Two people counted the printed papers alone and found the same, which is the result.\nIF NEW.kind = 'paper' AND NEW.state = 'closed' AND (\n    OLD.state <> 'counting'\n    OR (SELECT count(*) FROM ballots_teller WHERE ballot_id = COALESCE(NEW.on_paper_of_id, NEW.id)) < 2\n    OR (SELECT count(*) FROM ballots_teller WHERE ballot_id = COALESCE(NEW.on_paper_of_id, NEW.id)) <> (\n        SELECT count(*) FROM ballots_papertally t JOIN ballots_teller r ON r.id = t.teller_id\n        WHERE t.ballot_id = NEW.id AND r.ballot_id = COALESCE(NEW.on_paper_of_id, NEW.id)\n          AND (t.yes, t.no, t.abstain) = (NEW.yes, NEW.no, NEW.abstain))\n    OR (SELECT count(DISTINCT invalid) FROM ballots_papertally WHERE ballot_id = NEW.id) <> 1\n) THEN\n    RAISE EXCEPTION 'Kết quả kiểm phiếu của những người kiểm phiếu chưa đủ hoặc chưa khớp nhau.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='d2a9991e2470fb759be4476d4e69603d453b5bab', operation='UPDATE', pgid='pgtrigger_open_ballot_keeps_its_rules_b6bb4', table='ballots_ballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countingminutes',
            trigger=pgtrigger.compiler.Trigger(name='counting_is_signed', sql=records.triggers.TriggerSql(func="IF TG_OP <> 'INSERT' AND OLD.number <> '' THEN\n    RAISE EXCEPTION 'Biên bản kiểm phiếu đã hoàn thành, không sửa, không xóa.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'DELETE' THEN\n    RETURN OLD;\nEND IF;\nIF NOT EXISTS (\n    SELECT 1 FROM ballots_ballot\n     WHERE id = NEW.ballot_id AND kind IN ('secret', 'paper') AND on_paper_of_id IS NULL AND state = 'closed'\n) THEN\n    RAISE EXCEPTION 'Biên bản kiểm phiếu chỉ lập cho bỏ phiếu kín đã có kết quả.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.number <> '' AND NOT EXISTS (\n    SELECT 1 FROM signatures_signingrequest\n     WHERE id = NEW.signing_id AND kind = 'counting_minutes' AND state IN ('complete', 'issued')\n) THEN\n    RAISE EXCEPTION 'Biên bản kiểm phiếu chỉ hoàn thành sau khi Ban kiểm phiếu đã ký.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='46f45d85ae004349bf6552becdc11f6aa95edb28', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_counting_is_signed_5f3e6', table='ballots_countingminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='elector',
            trigger=pgtrigger.compiler.Trigger(name='electors_are_fixed', sql=records.triggers.TriggerSql(declare="DECLARE delegated text[] := ARRAY['delegate_id', 'name', 'post'];", func="IF TG_OP = 'DELETE' THEN\n    RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'\n        USING ERRCODE = 'restrict_violation';\nELSIF TG_OP = 'INSERT' THEN\n    IF (SELECT count(*) FROM ballots_elector WHERE ballot_id = NEW.ballot_id)\n        >= (SELECT present + recused FROM ballots_ballot WHERE id = NEW.ballot_id) THEN\n        RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'\n            USING ERRCODE = 'restrict_violation';\n    END IF;\nELSIF to_jsonb(OLD) - delegated <> to_jsonb(NEW) - delegated\n    OR EXISTS (SELECT 1 FROM ballots_vote WHERE elector_id = NEW.id)\n    OR EXISTS (SELECT 1 FROM ballots_secretpaper WHERE elector_id = NEW.id)\n    OR (SELECT state FROM ballots_ballot WHERE id = NEW.ballot_id) NOT IN ('preparing', 'open') THEN\n    RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='97af70407bd649a889c2a0b65b69c2e041e76ce0', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_electors_are_fixed_417e4', table='ballots_elector', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secretpaper',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='6c496a16fd6930828fb771d9388be3a0a565cfae', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_3c1ce', table='ballots_secretpaper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secretpaper',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='dbfe12755c573403a95021b2567f8a03f8ea2968', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_9c33a', table='ballots_secretpaper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secretpaper',
            trigger=pgtrigger.compiler.Trigger(name='paper_into_open_ballot', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM ballots_elector e JOIN ballots_ballot b ON b.id = e.ballot_id\n    WHERE e.id = NEW.elector_id AND b.state = 'open' AND b.kind <> 'paper'\n      AND (b.kind = 'secret') = (TG_TABLE_NAME = 'ballots_secretpaper')\n) THEN\n    RAISE EXCEPTION 'Biểu quyết đã kết thúc, không nhận thêm ý kiến.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF (SELECT recusal FROM ballots_elector WHERE id = NEW.elector_id) <> '' THEN\n    RAISE EXCEPTION 'Đơn vị không tham gia biểu quyết nội dung này.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='3478ff2781bde57534cf71cc03e819a499db8eba', operation='INSERT', pgid='pgtrigger_paper_into_open_ballot_35714', table='ballots_secretpaper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teller',
            trigger=pgtrigger.compiler.Trigger(name='tellers_keep_their_word', sql=records.triggers.TriggerSql(declare="DECLARE given text[] := ARRAY['public_part', 'opening']; stage text;", func="IF TG_OP = 'DELETE' THEN\n    RAISE EXCEPTION 'Người kiểm phiếu đã chọn không xóa được.' USING ERRCODE = 'restrict_violation';\nEND IF;\nSELECT state INTO stage FROM ballots_ballot WHERE id = NEW.ballot_id;\nIF TG_OP = 'INSERT' THEN\n    IF stage <> 'preparing' AND NOT (stage = 'open' AND EXISTS (\n        SELECT 1 FROM ballots_ballot WHERE id = NEW.ballot_id AND kind = 'paper' AND on_paper_of_id IS NULL\n    )) THEN\n        RAISE EXCEPTION 'Người kiểm phiếu được chọn trước khi bỏ phiếu.' USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN NEW;\nEND IF;\nIF to_jsonb(OLD) - given <> to_jsonb(NEW) - given\n    OR (NEW.public_part IS DISTINCT FROM OLD.public_part\n        AND (OLD.public_part IS NOT NULL OR stage <> 'preparing'))\n    OR (NEW.opening IS DISTINCT FROM OLD.opening AND (OLD.opening IS NOT NULL OR stage <> 'counting')) THEN\n    RAISE EXCEPTION 'Khóa và kết quả mở của người kiểm phiếu chỉ ghi một lần.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='af1e0f4949e88036e697568af9901872d108a82b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_tellers_keep_their_word_7c5ed', table='ballots_teller', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papertally',
            trigger=pgtrigger.compiler.Trigger(name='tallies_before_the_result', sql=records.triggers.TriggerSql(declare='DECLARE asked ballots_ballot;', func="SELECT * INTO asked FROM ballots_ballot\n WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.ballot_id ELSE NEW.ballot_id END;\nIF TG_OP = 'DELETE' OR asked.kind <> 'paper' OR asked.state <> 'counting' THEN\n    RAISE EXCEPTION 'Kết quả kiểm phiếu chỉ nhập khi đang kiểm phiếu in.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.yes + NEW.no + NEW.abstain + NEW.invalid > asked.present THEN\n    RAISE EXCEPTION 'Số phiếu thu về nhiều hơn số phiếu phát ra.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'papers_gathered_were_handed_out';\nEND IF;\nIF NOT EXISTS (\n    SELECT 1 FROM ballots_teller r\n     WHERE r.id = NEW.teller_id AND r.ballot_id = COALESCE(asked.on_paper_of_id, asked.id)\n) THEN\n    RAISE EXCEPTION 'Chỉ người kiểm phiếu của phiếu này nhập kết quả.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'papers_counted_by_their_tellers';\nEND IF;\nRETURN NEW;", hash='9f76808ff456d2ea04b5ec83739b322640714a35', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_tallies_before_the_result_9eadb', table='ballots_papertally', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='71d4184e4008a53b98de77ee08f7f1a119db9e91', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_37c91', table='ballots_vote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='71dbfdd8806690d3c80938eae072de8e378547f3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_00b78', table='ballots_vote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='vote_into_open_ballot', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM ballots_elector e JOIN ballots_ballot b ON b.id = e.ballot_id\n    WHERE e.id = NEW.elector_id AND b.state = 'open' AND b.kind <> 'paper'\n      AND (b.kind = 'secret') = (TG_TABLE_NAME = 'ballots_secretpaper')\n) THEN\n    RAISE EXCEPTION 'Biểu quyết đã kết thúc, không nhận thêm ý kiến.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF (SELECT recusal FROM ballots_elector WHERE id = NEW.elector_id) <> '' THEN\n    RAISE EXCEPTION 'Đơn vị không tham gia biểu quyết nội dung này.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='8279ca927f5c43b256004b0d7f6803c1391d1b23', operation='INSERT', pgid='pgtrigger_vote_into_open_ballot_05bd0', table='ballots_vote', when='BEFORE')),
        ),
    ]
