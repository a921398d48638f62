import django.db.models.deletion
import drafting.models.texts
import pgtrigger.compiler
import pgtrigger.migrations
import records.choice_field
import records.triggers
import units.ownership
import uuid
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
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='units.emulationyear', verbose_name='năm thi đua')),
                ('kind', records.choice_field.ChoiceField(choices=[('regulation', 'Quy chế'), ('pledge', 'Giao ước thi đua')], max_length=20, verbose_name='loại văn bản')),
                ('title', models.CharField(max_length=300, verbose_name='tên văn bản')),
                ('legal_basis', models.TextField(blank=True, verbose_name='căn cứ, mỗi dòng một căn cứ')),
                ('amends', models.CharField(blank=True, editable=False, max_length=500, verbose_name='văn bản được sửa đổi, bổ sung')),
                ('own_provisions', models.TextField(blank=True, verbose_name='điều khoản thi hành, mỗi dòng một khoản')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Đang soạn thảo'), ('consulting', 'Đang lấy ý kiến'), ('settled', 'Đã chốt nội dung')], default='draft', max_length=12, verbose_name='trạng thái')),
                ('listed_year', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='năm để xếp')),
                ('created_at', models.DateTimeField(verbose_name='tạo lúc')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tạo')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='chốt lúc')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người chốt')),
            ],
            options={
                'verbose_name': 'văn bản dự thảo',
                'verbose_name_plural': 'văn bản dự thảo',
                'indexes': [models.Index(fields=['-listed_year', '-id'], name='texts_in_order'), models.Index(condition=models.Q(('state', 'settled')), fields=['-listed_year', '-id'], name='texts_settled_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='text_has_title'), models.CheckConstraint(condition=models.Q(('own_provisions', ''), models.Q(('amends', ''), _negated=True), _connector='OR'), name='own_provisions_of_a_text_that_amends'), models.CheckConstraint(condition=models.Q(('kind__in', ['regulation', 'pledge'])), name='drafting_text_kind_check'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'consulting', 'settled'])), name='drafting_text_state_check')],
            },
            bases=(units.ownership.YearOwned, drafting.models.texts.WithLegalBasis, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Node',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nodes', to='drafting.text', verbose_name='văn bản')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='mã bền')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='drafting.node', verbose_name='thuộc')),
                ('kind', records.choice_field.ChoiceField(choices=[('chapter', 'Chương'), ('section', 'Mục'), ('article', 'Điều'), ('clause', 'Khoản'), ('point', 'Điểm'), ('paragraph', 'Đoạn văn'), ('annex', 'Phụ lục'), ('table', 'Bảng')], max_length=10, verbose_name='loại')),
                ('position', models.IntegerField(verbose_name='thứ tự')),
                ('kept_number', models.CharField(blank=True, editable=False, max_length=12, verbose_name='số đã ban hành')),
                ('heading', models.CharField(blank=True, max_length=500, verbose_name='tiêu đề')),
                ('body', models.TextField(blank=True, verbose_name='nội dung')),
                ('references', models.JSONField(blank=True, default=dict, editable=False, verbose_name='dẫn chiếu')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='xóa lúc')),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xóa')),
            ],
            options={
                'verbose_name': 'phần của văn bản',
                'verbose_name_plural': 'các phần của văn bản',
                'ordering': ['position', 'pk'],
                'indexes': [models.Index(fields=['text', 'position'], name='node_in_order')],
                'constraints': [models.UniqueConstraint(fields=('text', 'key'), name='one_node_a_key'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='node_not_under_itself'), models.CheckConstraint(condition=models.Q(('kind__in', ('chapter', 'section', 'article', 'annex')), ('heading', ''), _connector='OR'), name='node_heading_where_due'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('chapter', 'section', 'annex')), _negated=True), ('body', ''), _connector='OR'), name='node_body_where_due'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'annex'), _negated=True), ('parent', None), _connector='OR'), name='annex_stands_under_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='node_removal_says_who'), models.CheckConstraint(condition=models.Q(('kind__in', ['chapter', 'section', 'article', 'clause', 'point', 'paragraph', 'annex', 'table'])), name='drafting_node_kind_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='BoundPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bound_parts', to='drafting.text', verbose_name='văn bản')),
                ('setting', records.choice_field.ChoiceField(choices=[('quorum', 'Tỷ lệ đơn vị phải có mặt'), ('adoption', 'Tỷ lệ đồng ý phải vượt để thông qua'), ('comment_days', 'Số ngày góp ý dự thảo')], max_length=20, verbose_name='thiết lập')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.node', verbose_name='phần quy định')),
            ],
            options={
                'verbose_name': 'phần gắn với thiết lập',
                'verbose_name_plural': 'các phần gắn với thiết lập',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('text', 'setting'), name='one_part_a_setting_in_a_text'), models.CheckConstraint(condition=models.Q(('setting__in', ['quorum', 'adoption', 'comment_days'])), name='drafting_boundpart_setting_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='EditStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='drafting.text', verbose_name='văn bản')),
                ('words', models.CharField(max_length=300, verbose_name='nội dung bước')),
                ('changed', models.JSONField(verbose_name='phần đã thay đổi')),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.node', verbose_name='phần của văn bản')),
                ('undone', models.BooleanField(default=False, verbose_name='đã hoàn tác')),
                ('done_at', models.DateTimeField(verbose_name='thời điểm')),
                ('done_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện')),
            ],
            options={
                'verbose_name': 'bước soạn thảo',
                'verbose_name_plural': 'các bước soạn thảo',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['text', 'done_by', '-id'], name='steps_of_one_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='edit_step_says_what'), models.CheckConstraint(condition=models.Q(('changed', {}), _negated=True), name='edit_step_changed_something')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='PassedCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passed_checks', to='drafting.text', verbose_name='văn bản')),
                ('gate', records.choice_field.ChoiceField(choices=[('consultation', 'Gửi lấy ý kiến'), ('settling', 'Chốt nội dung')], max_length=15, verbose_name='bước thực hiện')),
                ('findings', models.JSONField(verbose_name='nội dung được giữ nguyên')),
                ('reason', models.TextField(verbose_name='lý do')),
                ('passed_at', models.DateTimeField(verbose_name='thời điểm')),
                ('passed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện')),
            ],
            options={
                'verbose_name': 'lần kiểm tra văn bản',
                'verbose_name_plural': 'các lần kiểm tra văn bản',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='passed_check_says_why'), models.CheckConstraint(condition=models.Q(('gate__in', ['consultation', 'settling'])), name='drafting_passedcheck_gate_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='drafting.text', verbose_name='văn bản')),
                ('no', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('title', models.CharField(max_length=300, verbose_name='tên văn bản')),
                ('legal_basis', models.TextField(blank=True, verbose_name='căn cứ')),
                ('own_provisions', models.TextField(blank=True, verbose_name='điều khoản thi hành')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('created_at', models.DateTimeField(verbose_name='lưu lúc')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lưu')),
            ],
            options={
                'verbose_name': 'bản dự thảo',
                'verbose_name_plural': 'các bản dự thảo',
                'ordering': ['no'],
                'constraints': [models.UniqueConstraint(fields=('text', 'no'), name='one_version_a_number'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='version_sha256_shape')],
            },
            bases=(units.ownership.PartOf, drafting.models.texts.WithLegalBasis, models.Model),
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='drafting.text', verbose_name='văn bản')),
                ('on_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='drafting.version', verbose_name='bản lấy ý kiến')),
                ('note', models.TextField(blank=True, verbose_name='nội dung cần góp ý')),
                ('closes_at', models.DateTimeField(verbose_name='hạn góp ý')),
                ('opened_at', models.DateTimeField(verbose_name='gửi lúc')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='kết thúc lúc')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kết thúc')),
                ('table_signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultation', to='signatures.signingrequest', verbose_name='đề nghị ký bảng tổng hợp')),
                ('ended_early_because', models.TextField(blank=True, verbose_name='lý do kết thúc trước hạn')),
            ],
            options={
                'verbose_name': 'đợt lấy ý kiến',
                'verbose_name_plural': 'các đợt lấy ý kiến',
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('text',), name='one_open_consultation_a_text'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opened_at'))), name='consultation_closes_after_opening'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='consultation_end_says_who')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='drafting.consultation', verbose_name='đợt lấy ý kiến')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='units.unit', verbose_name='đơn vị')),
                ('node_key', models.UUIDField(blank=True, null=True, verbose_name='phần được góp ý')),
                ('quote', models.TextField(blank=True, verbose_name='câu được góp ý')),
                ('stance', records.choice_field.ChoiceField(choices=[('agree', 'Nhất trí'), ('agree_with_change', 'Nhất trí, đề nghị sửa'), ('disagree', 'Không nhất trí'), ('question', 'Đề nghị làm rõ')], max_length=20, verbose_name='ý kiến')),
                ('body', models.TextField(blank=True, verbose_name='nội dung góp ý')),
                ('replacement', models.TextField(blank=True, verbose_name='đề nghị viết lại')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='tệp kèm theo')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Chưa gửi'), ('sent', 'Đã gửi')], default='draft', max_length=10, verbose_name='trạng thái')),
                ('written_at', models.DateTimeField(verbose_name='soạn lúc')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người soạn')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='gửi lúc')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi')),
            ],
            options={
                'verbose_name': 'góp ý',
                'verbose_name_plural': 'các góp ý',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('stance', 'agree'), models.Q(('body', ''), _negated=True), _connector='OR'), name='comment_says_something'), models.CheckConstraint(condition=models.Q(('quote', ''), ('node_key__isnull', False), _connector='OR'), name='comment_quotes_a_part'), models.UniqueConstraint(condition=models.Q(('node_key', None), ('stance', 'agree')), fields=('consultation', 'unit'), name='agrees_with_the_whole_text_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sent']), ('sent_at__isnull', False), ('sent_by__isnull', False)), models.Q(models.Q(('state__in', ['sent']), _negated=True), ('sent_at__isnull', True), ('sent_by__isnull', True)), _connector='OR'), name='comment_sent_when_sent'), models.CheckConstraint(condition=models.Q(('stance__in', ['agree', 'agree_with_change', 'disagree', 'question'])), name='drafting_comment_stance_check'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent'])), name='drafting_comment_state_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='drafting.comment', verbose_name='góp ý')),
                ('result', records.choice_field.ChoiceField(choices=[('accepted', 'Tiếp thu'), ('partly_accepted', 'Tiếp thu một phần'), ('explained', 'Giải trình')], max_length=20, verbose_name='kết quả')),
                ('body', models.TextField(verbose_name='nội dung tiếp thu, giải trình')),
                ('changed', models.JSONField(blank=True, default=list, verbose_name='phần dự thảo đã sửa theo góp ý')),
                ('answered_at', models.DateTimeField(verbose_name='trả lời lúc')),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người trả lời')),
            ],
            options={
                'verbose_name': 'trả lời góp ý',
                'verbose_name_plural': 'các trả lời góp ý',
                'constraints': [models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='answer_says_something'), models.CheckConstraint(condition=models.Q(('result__in', ['accepted', 'partly_accepted', 'explained'])), name='drafting_answer_result_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Reattachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reattachment', to='drafting.comment', verbose_name='góp ý')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.node', verbose_name='phần được gắn lại')),
                ('attached_at', models.DateTimeField(verbose_name='gắn lại lúc')),
                ('attached_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gắn lại')),
            ],
            options={
                'verbose_name': 'lần gắn lại góp ý',
                'verbose_name_plural': 'các lần gắn lại góp ý',
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ResponseTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='response_tables', to='drafting.consultation', verbose_name='đợt lấy ý kiến')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='bản PDF')),
                ('word', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='bản Word')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn')),
                ('signing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='response_table', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('issued_at', models.DateTimeField(verbose_name='hoàn thành lúc')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người hoàn thành')),
            ],
            options={
                'verbose_name': 'bảng tổng hợp',
                'verbose_name_plural': 'các bảng tổng hợp',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='response_table_sha256_shape'), models.CheckConstraint(condition=models.Q(('document', models.F('word')), _negated=True), name='response_table_pdf_is_not_its_word')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.AddField(
            model_name='text',
            name='settled_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.version', verbose_name='bản đã chốt'),
        ),
        migrations.AddConstraint(
            model_name='text',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['settled']), ('settled_at__isnull', False), ('settled_by__isnull', False), ('settled_version__isnull', False)), models.Q(models.Q(('state__in', ['settled']), _negated=True), ('settled_at__isnull', True), ('settled_by__isnull', True), ('settled_version__isnull', True)), _connector='OR'), name='text_settled_when_settled'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='text',
            trigger=pgtrigger.compiler.Trigger(name='year_of_the_row', sql=records.triggers.TriggerSql(func='SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;\nRETURN NEW;', hash='96b54a4eccc4a1aeaac78c4ef0a35ad88680cc9e', operation='INSERT OR UPDATE', pgid='pgtrigger_year_of_the_row_01ae4', table='drafting_text', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boundpart',
            trigger=pgtrigger.compiler.Trigger(name='bound_part_is_of_its_text', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (SELECT FROM drafting_node WHERE id = NEW.node_id AND text_id = NEW.text_id) THEN\n    RAISE EXCEPTION 'Phần này không thuộc văn bản.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'bound_part_is_of_its_text';\nEND IF;\nRETURN NEW;", hash='1c98dc764384e167031c6027ad9ede8cb176946b', operation='INSERT OR UPDATE', pgid='pgtrigger_bound_part_is_of_its_text_0c368', table='drafting_boundpart', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passedcheck',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='c434a353ccaff92c9dfe431dbfe8b1420d9d982b', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_3b2c8', table='drafting_passedcheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passedcheck',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='430a0ce4a6c5f1ba8600a907055fb21bc604725c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_c3fc8', table='drafting_passedcheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='94a584d1170a0a931af18652ae53a4c5d4198789', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_2c643', table='drafting_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='82bb0ad5856804402ddcc0104b7198a113cd101e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_c0f83', table='drafting_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_from_one', sql=records.triggers.TriggerSql(func="IF NEW.no = 0 AND NOT EXISTS (SELECT FROM drafting_text WHERE id = NEW.text_id AND amends <> '') THEN\n    RAISE EXCEPTION 'Văn bản này không sửa đổi văn bản nào.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'version_from_one';\nEND IF;\nRETURN NEW;", hash='34b1648a0fbbb57ab9361b9d05099055855db69f', operation='INSERT', pgid='pgtrigger_version_from_one_7f5a4', table='drafting_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='comment_before_the_round_ends', sql=records.triggers.TriggerSql(declare="DECLARE asked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.consultation_id ELSE NEW.consultation_id END; ends timestamptz; closed boolean;", func="IF TG_OP <> 'INSERT' AND OLD.state = 'sent' THEN\n    RAISE EXCEPTION 'Góp ý đã gửi không sửa, không xóa được.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'sent_comment_stays';\nEND IF;\nSELECT least(closes_at, coalesce(closed_at, closes_at)), closed_at IS NOT NULL INTO ends, closed\n    FROM drafting_consultation WHERE id = asked FOR SHARE;\nIF closed OR (TG_OP <> 'DELETE' AND coalesce(NEW.sent_at, NEW.written_at) >= ends) THEN\n    RAISE EXCEPTION 'Thời gian góp ý đã kết thúc.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'comment_before_the_round_ends';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='de0c0110e05629cb3bc46c4585c249af13b680ea', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_comment_before_the_round_ends_8ea30', table='drafting_comment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answer',
            trigger=pgtrigger.compiler.Trigger(name='answer_before_the_text_settles', sql=records.triggers.TriggerSql(declare="DECLARE asked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.comment_id ELSE NEW.comment_id END; said text; stands text;", func="SELECT state INTO said FROM drafting_comment WHERE id = asked;\nSELECT state INTO stands FROM drafting_text WHERE id = (\n    SELECT consultation.text_id FROM drafting_comment comment\n        JOIN drafting_consultation consultation ON consultation.id = comment.consultation_id\n        WHERE comment.id = asked\n) FOR SHARE;\nIF said <> 'sent' THEN\n    RAISE EXCEPTION 'Góp ý chưa gửi thì chưa trả lời.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'answer_to_a_sent_comment';\nEND IF;\nIF stands <> 'consulting' THEN\n    RAISE EXCEPTION 'Văn bản không ở giai đoạn lấy ý kiến, không sửa trả lời góp ý.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_before_the_text_settles';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='7ee36522ee6d11d9769c9ce384d5e754598709d1', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_answer_before_the_text_settles_e79e2', table='drafting_answer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reattachment',
            trigger=pgtrigger.compiler.Trigger(name='reattached_within_its_text', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT FROM drafting_comment comment\n        JOIN drafting_consultation consultation ON consultation.id = comment.consultation_id\n        JOIN drafting_text text ON text.id = consultation.text_id\n        JOIN drafting_node node ON node.text_id = text.id\n        WHERE comment.id = NEW.comment_id AND node.id = NEW.node_id\n            AND comment.state = 'sent' AND comment.node_key IS NOT NULL AND text.state = 'consulting'\n) THEN\n    RAISE EXCEPTION 'Góp ý chỉ gắn lại được với một phần của văn bản đang lấy ý kiến.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'reattached_within_its_text';\nEND IF;\nRETURN NEW;", hash='680f53799164365a97260a6238e8cefca3f5db8c', operation='INSERT OR UPDATE', pgid='pgtrigger_reattached_within_its_text_c52da', table='drafting_reattachment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsetable',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='2f3fc885c9f9d62545c26f6b1dbc0cca19b8b142', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_b2b93', table='drafting_responsetable', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsetable',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='a2e8d57f8bb657f059c8f8622788bb16eba967d4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_9b7ea', table='drafting_responsetable', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsetable',
            trigger=pgtrigger.compiler.Trigger(name='response_table_after_all_answers', sql=records.triggers.TriggerSql(func="IF EXISTS (\n    SELECT FROM drafting_comment comment\n        LEFT JOIN drafting_answer answer ON answer.comment_id = comment.id\n        WHERE comment.consultation_id = NEW.consultation_id AND comment.state = 'sent' AND answer.id IS NULL\n            AND NOT (comment.stance = 'agree' AND comment.body = '')\n) THEN\n    RAISE EXCEPTION 'Còn góp ý chưa trả lời, chưa hoàn thành được bảng tổng hợp.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'response_table_after_all_answers';\nEND IF;\nRETURN NEW;", hash='bad0f0b68f410f0bc83d6b0ef92e5f72865202ba', operation='INSERT', pgid='pgtrigger_response_table_after_all_answers_e8262', table='drafting_responsetable', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsetable',
            trigger=pgtrigger.compiler.Trigger(name='table_is_signed', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM signatures_signingrequest r JOIN drafting_consultation c ON c.table_signing_id = r.id\n     WHERE r.id = NEW.signing_id AND c.id = NEW.consultation_id\n       AND r.kind = 'response_table' AND r.state IN ('complete', 'issued')\n) THEN\n    RAISE EXCEPTION 'Bảng tổng hợp chỉ hoàn thành sau khi đã ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='23ca256a533bb14257879cfc8d4235362ca3582a', operation='INSERT', pgid='pgtrigger_table_is_signed_45b34', table='drafting_responsetable', when='BEFORE')),
        ),
    ]
