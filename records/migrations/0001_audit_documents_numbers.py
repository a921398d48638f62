import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import libraries.web.word_search
import pgtrigger.compiler
import pgtrigger.migrations
import records.choice_field
import records.triggers
import uuid
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
            name='AddressCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=40, verbose_name='việc')),
                ('address', models.CharField(max_length=60, verbose_name='địa chỉ mạng')),
                ('minute', models.DateTimeField(verbose_name='phút')),
                ('count', models.PositiveIntegerField(verbose_name='số lần')),
            ],
            options={
                'verbose_name': 'số lần theo địa chỉ',
                'verbose_name_plural': 'số lần theo địa chỉ',
                'indexes': [models.Index(fields=['minute'], name='address_count_age')],
                'constraints': [models.UniqueConstraint(fields=('subject', 'address', 'minute'), name='one_count_a_minute')],
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.SlugField(max_length=80, verbose_name='chuỗi')),
                ('seq', models.PositiveIntegerField(verbose_name='số thứ tự')),
                ('at', models.DateTimeField(verbose_name='thời điểm')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện')),
                ('actor_name', models.CharField(max_length=300, verbose_name='tên người thực hiện lúc đó')),
                ('verb', models.CharField(max_length=80, verbose_name='việc')),
                ('model', models.CharField(blank=True, max_length=80, verbose_name='loại đối tượng')),
                ('row_pk', models.CharField(blank=True, max_length=64, verbose_name='mã đối tượng')),
                ('row_label', models.CharField(blank=True, max_length=300, verbose_name='đối tượng')),
                ('search_key', models.CharField(blank=True, editable=False, max_length=300, verbose_name='khóa tìm kiếm')),
                ('from_state', models.CharField(blank=True, max_length=40, verbose_name='từ trạng thái')),
                ('to_state', models.CharField(blank=True, max_length=40, verbose_name='đến trạng thái')),
                ('reason', models.TextField(blank=True, verbose_name='lý do')),
                ('data', models.JSONField(default=dict, verbose_name='dữ liệu')),
                ('prev_hash', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của dòng trước')),
                ('hash', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn')),
            ],
            options={
                'verbose_name': 'nhật ký',
                'verbose_name_plural': 'nhật ký',
                'ordering': ['chain', '-seq'],
                'indexes': [models.Index(fields=['model', 'row_pk'], name='audit_of_one_row'), models.Index(fields=['chain', '-seq'], name='audit_in_order'), django.contrib.postgres.indexes.GinIndex(libraries.web.word_search.Words(models.F('search_key')), name='audit_by_words')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'seq'), name='audit_one_event_a_number'), models.UniqueConstraint(fields=('chain', 'prev_hash'), name='audit_chain_never_forks')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('chain', models.SlugField(max_length=80, verbose_name='chuỗi')),
                ('kind', models.CharField(max_length=40, verbose_name='loại')),
                ('title', models.CharField(max_length=500, verbose_name='tên văn bản')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                ('code', models.CharField(max_length=20, null=True, unique=True, verbose_name='mã xác thực')),
                ('public', models.JSONField(default=dict, verbose_name='thông tin công khai')),
                ('created_at', models.DateTimeField(verbose_name='thời gian lưu')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lưu')),
            ],
            options={
                'verbose_name': 'văn bản lưu trữ',
                'verbose_name_plural': 'văn bản lưu trữ',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__regex', '^[a-z][a-z0-9]*(_[a-z0-9]+)*$')), name='document_kind_shape'), models.CheckConstraint(condition=models.Q(('code__isnull', True), ('code__regex', '^[A-Z2-7]{20}$'), _connector='OR'), name='document_code_shape')],
            },
        ),
        migrations.CreateModel(
            name='DocumentEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='records.document', verbose_name='văn bản')),
                ('kind', records.choice_field.ChoiceField(choices=[('revoked', 'Đã thu hồi'), ('replaced', 'Đã được thay thế')], max_length=10, verbose_name='cách kết thúc')),
                ('reason', models.TextField(verbose_name='lý do')),
                ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='records.document', verbose_name='văn bản thay thế')),
                ('ended_at', models.DateTimeField(verbose_name='thời điểm')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện')),
            ],
            options={
                'verbose_name': 'kết thúc văn bản',
                'verbose_name_plural': 'kết thúc văn bản',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'replaced'), ('replaced_by__isnull', False)), models.Q(('kind', 'revoked'), ('replaced_by__isnull', True)), _connector='OR'), name='replaced_names_the_new_one'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='document_end_has_reason'), models.CheckConstraint(condition=models.Q(('replaced_by', models.F('document')), _negated=True), name='document_not_its_own_heir'), models.CheckConstraint(condition=models.Q(('kind__in', ['revoked', 'replaced'])), name='records_documentend_kind_check')],
            },
        ),
        migrations.CreateModel(
            name='DocumentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='records.document', verbose_name='văn bản')),
                ('revision', models.PositiveSmallIntegerField(verbose_name='bản')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng (byte)')),
                ('mime', models.CharField(max_length=100, verbose_name='kiểu tệp')),
                ('filename', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('signatures', models.JSONField(default=list, verbose_name='chữ ký phải có')),
                ('created_at', models.DateTimeField(verbose_name='thời gian lưu')),
            ],
            options={
                'verbose_name': 'tệp của văn bản',
                'verbose_name_plural': 'tệp của văn bản',
                'indexes': [models.Index(fields=['sha256'], name='file_by_sha256')],
                'constraints': [models.UniqueConstraint(fields=('document', 'revision'), name='one_file_a_revision'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='file_sha256_shape'), models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='file_revision_from_one')],
            },
        ),
        migrations.CreateModel(
            name='FileCheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='mã')),
                ('question', records.choice_field.ChoiceField(choices=[('handed_in', 'Tệp gửi vào hệ thống'), ('verify', 'Tệp cần kiểm tra')], max_length=10, verbose_name='mục đích')),
                ('owner', models.CharField(max_length=80, verbose_name='người gửi')),
                ('turn', models.PositiveIntegerField(default=0, verbose_name='lượt')),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('state', records.choice_field.ChoiceField(choices=[('waiting', 'Chờ kiểm tra'), ('done', 'Đã kiểm tra')], default='waiting', max_length=10, verbose_name='trạng thái')),
                ('answer', models.JSONField(default=dict, verbose_name='kết quả')),
                ('created_at', models.DateTimeField(verbose_name='thời gian')),
            ],
            options={
                'verbose_name': 'tệp chờ kiểm tra',
                'verbose_name_plural': 'tệp chờ kiểm tra',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['turn', 'created_at'], name='file_checks_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('owner__regex', '^[up]:.')), name='file_check_has_owner'), models.CheckConstraint(condition=models.Q(('state', 'waiting'), models.Q(('answer', {}), _negated=True), _connector='OR'), name='file_check_done_says_what'), models.CheckConstraint(condition=models.Q(('question__in', ['handed_in', 'verify'])), name='records_filecheck_question_check'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'done'])), name='records_filecheck_state_check')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.SlugField(max_length=80, verbose_name='chuỗi')),
                ('title', models.CharField(max_length=200, verbose_name='việc')),
                ('state', records.choice_field.ChoiceField(choices=[('queued', 'Chờ xử lý'), ('running', 'Đang xử lý'), ('done', 'Đã hoàn thành'), ('stopped', 'Dừng vì lỗi')], default='queued', max_length=10, verbose_name='trạng thái')),
                ('total', models.PositiveIntegerField(verbose_name='tổng số')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='đã hoàn thành')),
                ('failed', models.PositiveIntegerField(default=0, verbose_name='lỗi')),
                ('log', models.JSONField(default=list, verbose_name='các mục bị lỗi')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người yêu cầu')),
                ('created_at', models.DateTimeField(verbose_name='thời gian')),
            ],
            options={
                'verbose_name': 'việc chạy nền',
                'verbose_name_plural': 'việc chạy nền',
                'constraints': [models.CheckConstraint(condition=models.Q(('done__lte', django.db.models.expressions.CombinedExpression(models.F('total'), '-', models.F('failed')))), name='job_counts_add_up'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done', 'stopped'])), name='records_job_state_check')],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.SlugField(max_length=80, verbose_name='chuỗi')),
                ('series', models.CharField(max_length=40, verbose_name='ký hiệu')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='số đã cấp gần nhất')),
            ],
            options={
                'verbose_name': 'sổ số hiệu',
                'verbose_name_plural': 'sổ số hiệu',
                'constraints': [models.UniqueConstraint(fields=('chain', 'series', 'year'), name='one_counter_a_series')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
                ('token', models.UUIDField(verbose_name='mã biểu mẫu')),
                ('digest', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của nội dung')),
                ('location', models.CharField(blank=True, max_length=500, verbose_name='trang kết quả')),
                ('acted', models.BooleanField(default=False, verbose_name='đã thực hiện')),
                ('created_at', models.DateTimeField(verbose_name='thời gian')),
            ],
            options={
                'verbose_name': 'biểu mẫu đã gửi',
                'verbose_name_plural': 'biểu mẫu đã gửi',
                'indexes': [models.Index(fields=['created_at'], name='submission_age')],
                'constraints': [models.UniqueConstraint(fields=('user', 'token'), name='one_result_a_form')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditevent',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='d3af877833629cb33b56b404409cb1e8e6c48396', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_c6364', table='records_auditevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditevent',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='40f0b9fc9327e5db62f31b5119c272f285a6d536', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_b4985', table='records_auditevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='53a924dcf850db0e7ece40976fbfd160cb2f48ea', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_fc8b2', table='records_document', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='308e1467f595e3450570f0395ed8ffdcdb7a02d4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_b88fd', table='records_document', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentend',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='7c5714f66d23dd51b2598fc42eb0e45412277e7f', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_c329c', table='records_documentend', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentend',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='1577c0309ad905fcdaa6dc1bd8e812720de92ba2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_7cad2', table='records_documentend', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentfile',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='679459ae75794f2ac6f5b32e70f5ff3f20e0ebbb', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_2f039', table='records_documentfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentfile',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='3ef7e1fe33103093d9e7ee5b45aaf257a1e91094', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_c82b0', table='records_documentfile', when='BEFORE')),
        ),
    ]
