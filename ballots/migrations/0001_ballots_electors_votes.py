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
                ('kind', records.choice_field.ChoiceField(choices=[('open', 'Open'), ('named', 'Named')], default='named', max_length=10, verbose_name='hình thức biểu quyết')),
                ('threshold_numerator', models.PositiveSmallIntegerField(verbose_name='ngưỡng thông qua: tử số')),
                ('threshold_denominator', models.PositiveSmallIntegerField(verbose_name='ngưỡng thông qua: mẫu số')),
                ('threshold_inclusive', models.BooleanField(default=False, verbose_name='đạt đúng ngưỡng cũng được thông qua')),
                ('base', records.choice_field.ChoiceField(choices=[('all_members', 'tổng số đơn vị thành viên'), ('present', 'số đơn vị có mặt'), ('valid', 'số ý kiến hợp lệ')], default='all_members', max_length=15, verbose_name='tỷ lệ tính trên')),
                ('members', models.PositiveSmallIntegerField(verbose_name='số đơn vị thành viên')),
                ('present', models.PositiveSmallIntegerField(verbose_name='số đơn vị có mặt')),
                ('recused', models.PositiveSmallIntegerField(default=0, verbose_name='số đơn vị không tham gia biểu quyết')),
                ('state', records.choice_field.ChoiceField(choices=[('open', 'Đang biểu quyết'), ('closed', 'Đã có kết quả')], default='open', max_length=10, verbose_name='trạng thái')),
                ('opened_at', models.DateTimeField(verbose_name='thời gian bắt đầu')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bắt đầu')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian kết thúc')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kết thúc')),
                ('yes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='đồng ý')),
                ('no', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='không đồng ý')),
                ('abstain', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='không có ý kiến')),
                ('needed', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số đơn vị đồng ý cần có')),
                ('passed', models.BooleanField(blank=True, null=True, verbose_name='được thông qua')),
            ],
            options={
                'verbose_name': 'biểu quyết',
                'verbose_name_plural': 'biểu quyết',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['subject_kind', 'subject_key'], name='ballots_of_a_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('occasion', ''), _negated=True)), name='ballot_has_question_and_occasion'), models.CheckConstraint(condition=models.Q(models.Q(('subject_edition', 0), ('subject_key__isnull', True), ('subject_kind', '')), models.Q(models.Q(('subject_kind', ''), _negated=True), ('subject_key__isnull', False)), _connector='OR'), name='ballot_subject_has_kind_and_key'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('subject_kind', 'subject_key'), name='one_open_ballot_a_subject'), models.CheckConstraint(condition=models.Q(('threshold_numerator__gte', 1), models.Q(('threshold_numerator__lt', models.F('threshold_denominator')), models.Q(('threshold_inclusive', True), ('threshold_numerator', models.F('threshold_denominator'))), _connector='OR')), name='ballot_threshold_is_reachable'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['closed']), ('closed_at__isnull', False), ('closed_by__isnull', False), ('yes__isnull', False), ('no__isnull', False), ('abstain__isnull', False), ('needed__isnull', False), ('passed__isnull', False)), models.Q(models.Q(('state__in', ['closed']), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True), ('yes__isnull', True), ('no__isnull', True), ('abstain__isnull', True), ('needed__isnull', True), ('passed__isnull', True)), _connector='OR'), name='ballot_result_when_closed'), models.CheckConstraint(condition=models.Q(('state', 'open'), django.db.models.lookups.LessThanOrEqual(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('yes'), '+', models.F('no')), '+', models.F('abstain')), models.F('present')), _connector='OR'), name='ballot_votes_of_those_present'), models.CheckConstraint(condition=models.Q(('present__lte', models.F('members'))), name='ballot_present_are_members'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('passed', True), django.db.models.lookups.GreaterThanOrEqual(models.F('yes'), models.F('needed'))), models.Q(('passed', False), ('yes__lt', models.F('needed'))), _connector='OR'), name='ballot_passed_by_its_threshold'), models.CheckConstraint(condition=models.Q(('kind__in', ['open', 'named'])), name='ballots_ballot_kind_check'), models.CheckConstraint(condition=models.Q(('base__in', ['all_members', 'present', 'valid'])), name='ballots_ballot_base_check'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='ballots_ballot_state_check')],
            },
            bases=(units.ownership.YearOwned, models.Model),
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
            trigger=pgtrigger.compiler.Trigger(name='closed_ballot_stays', sql=records.triggers.TriggerSql(condition="WHEN (OLD.state = 'closed')", func="RAISE EXCEPTION 'Kết quả biểu quyết đã có, không sửa, không xóa (%).', TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='5ed874c4a9c20d4448b4f95973c794ee4a7ff512', operation='UPDATE OR DELETE', pgid='pgtrigger_closed_ballot_stays_8a801', table='ballots_ballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ballot',
            trigger=pgtrigger.compiler.Trigger(name='open_ballot_keeps_its_rules', sql=records.triggers.TriggerSql(condition="WHEN (OLD.state <> 'closed')", declare="DECLARE its_end text[] := ARRAY['state', 'closed_at', 'closed_by_id', 'yes', 'no', 'abstain', 'needed', 'passed'];", func="IF to_jsonb(OLD) - its_end <> to_jsonb(NEW) - its_end THEN\n    RAISE EXCEPTION 'Câu hỏi và cách tính của biểu quyết đã mở không thay đổi được.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='e121bc1f8f9d387f0c803c57efc466c3dbeb3148', operation='UPDATE', pgid='pgtrigger_open_ballot_keeps_its_rules_b6bb4', table='ballots_ballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='elector',
            trigger=pgtrigger.compiler.Trigger(name='electors_are_fixed', sql=records.triggers.TriggerSql(declare="DECLARE delegated text[] := ARRAY['delegate_id', 'name', 'post'];", func="IF TG_OP = 'DELETE' THEN\n    RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'\n        USING ERRCODE = 'restrict_violation';\nELSIF TG_OP = 'INSERT' THEN\n    IF (SELECT count(*) FROM ballots_elector WHERE ballot_id = NEW.ballot_id)\n        >= (SELECT present + recused FROM ballots_ballot WHERE id = NEW.ballot_id) THEN\n        RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'\n            USING ERRCODE = 'restrict_violation';\n    END IF;\nELSIF to_jsonb(OLD) - delegated <> to_jsonb(NEW) - delegated\n    OR EXISTS (SELECT 1 FROM ballots_vote WHERE elector_id = NEW.id)\n    OR (SELECT state FROM ballots_ballot WHERE id = NEW.ballot_id) = 'closed' THEN\n    RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='e4098f420d5244b285969617d7a5b0181cdfd935', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_electors_are_fixed_417e4', table='ballots_elector', when='BEFORE')),
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
            trigger=pgtrigger.compiler.Trigger(name='vote_into_open_ballot', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM ballots_elector e JOIN ballots_ballot b ON b.id = e.ballot_id\n    WHERE e.id = NEW.elector_id AND b.state = 'open'\n) THEN\n    RAISE EXCEPTION 'Biểu quyết đã kết thúc, không nhận thêm ý kiến.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF (SELECT recusal FROM ballots_elector WHERE id = NEW.elector_id) <> '' THEN\n    RAISE EXCEPTION 'Đơn vị không tham gia biểu quyết nội dung này.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='841047252fe34f145762ecdc17721cfd11cac539', operation='INSERT', pgid='pgtrigger_vote_into_open_ballot_05bd0', table='ballots_vote', when='BEFORE')),
        ),
    ]
