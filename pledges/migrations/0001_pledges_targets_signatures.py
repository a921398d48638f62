import django.db.models.constraints
import django.db.models.deletion
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
        ('conferences', '0001_conferences_ballots_minutes'),
        ('drafting', '0001_texts_versions_consultations'),
        ('records', '0001_audit_documents_numbers'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='units.emulationyear', verbose_name='năm thi đua')),
                ('text', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pledge', to='drafting.text', verbose_name='văn bản dự thảo')),
                ('title', models.CharField(max_length=300, verbose_name='tên giao ước')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Đang chuẩn bị'), ('open', 'Đang ký'), ('in_force', 'Có hiệu lực'), ('closed', 'Đã kết thúc')], default='draft', max_length=10, verbose_name='trạng thái')),
                ('conference', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='conferences.conference', verbose_name='hội nghị ký kết')),
                ('listed_year', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='năm để xếp')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='nơi ký kết')),
                ('sign_by', models.DateTimeField(blank=True, null=True, verbose_name='hạn ký')),
                ('created_at', models.DateTimeField(verbose_name='thời gian lập')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian bắt đầu ký')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bắt đầu ký')),
                ('content', models.JSONField(blank=True, null=True, verbose_name='nội dung đã khóa')),
                ('content_sha256', models.CharField(blank=True, max_length=64, null=True, verbose_name='mã kiểm tra toàn vẹn của nội dung')),
                ('sealed_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.version', verbose_name='bản dự thảo đã khóa')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledge', to='records.document', verbose_name='tệp giao ước')),
                ('page_count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số trang')),
                ('required_units', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số đơn vị phải ký')),
                ('in_force_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian có hiệu lực')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian kết thúc')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận kết thúc')),
                ('closing_reason', models.CharField(blank=True, max_length=500, verbose_name='lý do kết thúc')),
            ],
            options={
                'verbose_name': 'giao ước thi đua',
                'verbose_name_plural': 'giao ước thi đua',
                'indexes': [models.Index(fields=['-listed_year', 'id'], name='pledges_in_order'), models.Index(condition=models.Q(('state__in', ['open', 'in_force', 'closed'])), fields=['-listed_year', 'id'], name='pledges_sealed_in_order')],
                'constraints': [models.UniqueConstraint(fields=('emulation_year',), name='one_pledge_a_year'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='pledge_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['open', 'in_force', 'closed']), ('opened_at__isnull', False), ('opened_by__isnull', False), ('content__isnull', False), ('content_sha256__isnull', False), ('sealed_version__isnull', False), ('document__isnull', False), ('page_count__isnull', False), ('required_units__isnull', False)), models.Q(models.Q(('state__in', ['open', 'in_force', 'closed']), _negated=True), ('opened_at__isnull', True), ('opened_by__isnull', True), ('content__isnull', True), ('content_sha256__isnull', True), ('sealed_version__isnull', True), ('document__isnull', True), ('page_count__isnull', True), ('required_units__isnull', True)), _connector='OR'), name='pledge_sealed_when_opened'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['in_force', 'closed']), ('in_force_at__isnull', False)), models.Q(models.Q(('state__in', ['in_force', 'closed']), _negated=True), ('in_force_at__isnull', True)), _connector='OR'), name='pledge_in_force_since'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['closed']), ('closed_at__isnull', False), ('closed_by__isnull', False)), models.Q(models.Q(('state__in', ['closed']), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True)), _connector='OR'), name='pledge_closed_when_closed'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('sign_by__gt', models.F('opened_at')), ('sign_by__isnull', False)), _connector='OR'), name='pledge_deadline_after_opening'), models.CheckConstraint(condition=models.Q(('content_sha256__isnull', True), ('content_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='pledge_sha256_shape'), models.CheckConstraint(condition=models.Q(('required_units__isnull', True), ('required_units__gte', 1), _connector='OR'), name='pledge_needs_signers'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'in_force', 'closed'])), name='pledges_pledge_state_check')],
            },
            bases=(units.ownership.YearOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Decline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declines', to='pledges.pledge', verbose_name='giao ước')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='bản đã đọc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi')),
                ('reason', models.TextField(verbose_name='nội dung cần sửa')),
                ('at', models.DateTimeField(verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'đề nghị sửa giao ước',
                'verbose_name_plural': 'các đề nghị sửa giao ước',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='decline_says_why')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='SigningLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='pledges.pledge', verbose_name='giao ước')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='bản được đọc')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('token_hash', models.CharField(max_length=64, unique=True, verbose_name='mã kiểm tra toàn vẹn của mã đường dẫn')),
                ('created_at', models.DateTimeField(verbose_name='gửi lúc')),
                ('expires_at', models.DateTimeField(verbose_name='hết hạn lúc')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='hủy lúc')),
            ],
            options={
                'verbose_name': 'đường dẫn ký',
                'verbose_name_plural': 'các đường dẫn ký',
                'constraints': [models.CheckConstraint(condition=models.Q(('token_hash__regex', '^[0-9a-f]{64}$')), name='link_hash_shape'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='link_expires_later')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='SigningIntent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='mã')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ký')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intents', to='pledges.pledge', verbose_name='giao ước')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='văn bản đã đọc')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intents', to='pledges.signinglink', verbose_name='qua đường dẫn')),
                ('base_revision', models.PositiveSmallIntegerField(verbose_name='bản đã đọc')),
                ('base_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của bản đã đọc')),
                ('capacity', models.CharField(max_length=300, verbose_name='tư cách ký')),
                ('statement_text', models.TextField(verbose_name='lời xác nhận')),
                ('statement_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của lời xác nhận')),
                ('created_at', models.DateTimeField(verbose_name='lúc')),
                ('expires_at', models.DateTimeField(verbose_name='hết hạn lúc')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='dùng lúc')),
            ],
            options={
                'verbose_name': 'ý định ký',
                'verbose_name_plural': 'các ý định ký',
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='intent_expires_later'), models.CheckConstraint(condition=models.Q(('base_sha256__regex', '^[0-9a-f]{64}$'), ('statement_sha256__regex', '^[0-9a-f]{64}$')), name='intent_sha256_shape'), models.CheckConstraint(condition=models.Q(('statement_text', ''), _negated=True), name='intent_states_something')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='AcceptedSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('intent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='accepted', to='pledges.signingintent', verbose_name='ý định ký')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accepted_signatures', to='pledges.pledge', verbose_name='giao ước')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ký')),
                ('accepted_at', models.DateTimeField(verbose_name='ký lúc')),
                ('factors', models.JSONField(verbose_name='cách xác nhận danh tính')),
                ('circumstances', models.JSONField(verbose_name='nơi ký')),
                ('authority', models.CharField(blank=True, max_length=300, verbose_name='văn bản ủy quyền')),
                ('proved_by', models.CharField(max_length=200, verbose_name='xác thực bằng')),
                ('standing', models.JSONField(default=dict, verbose_name='căn cứ thẩm quyền')),
                ('standing_words', models.CharField(blank=True, max_length=500, verbose_name='thẩm quyền')),
            ],
            options={
                'verbose_name': 'chữ ký đã nhận',
                'verbose_name_plural': 'các chữ ký đã nhận',
                'constraints': [models.UniqueConstraint(fields=('pledge', 'unit'), name='one_accepted_signature_a_unit')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='pledges.pledge', verbose_name='giao ước')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='units.unit', verbose_name='đơn vị')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ký')),
                ('intent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='pledges.signingintent', verbose_name='ý định ký')),
                ('signer_name', models.CharField(max_length=100, verbose_name='họ và tên lúc ký')),
                ('unit_name', models.CharField(max_length=200, verbose_name='tên đơn vị lúc ký')),
                ('capacity', models.CharField(max_length=300, verbose_name='tư cách ký')),
                ('level', records.choice_field.ChoiceField(choices=[('L1', 'Xác nhận ký trên hệ thống (không phải chữ ký số)'), ('L2', 'Ký bằng chứng thư của cơ quan, tổ chức'), ('L3', 'Chữ ký số công cộng hoặc chuyên dùng công vụ')], default='L1', max_length=2, verbose_name='mức chữ ký')),
                ('signed_at', models.DateTimeField(verbose_name='ký lúc')),
                ('revision', models.PositiveSmallIntegerField(verbose_name='bản của tệp')),
                ('certificate_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của chứng thư')),
                ('certificate_serial', models.CharField(max_length=64, verbose_name='số chứng thư')),
                ('base_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn trước khi ký')),
                ('result_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn sau khi ký')),
                ('evidence', models.JSONField(verbose_name='thông tin ký')),
                ('evidence_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của thông tin ký')),
                ('ip', models.GenericIPAddressField(blank=True, null=True, verbose_name='địa chỉ mạng')),
            ],
            options={
                'verbose_name': 'chữ ký giao ước',
                'verbose_name_plural': 'các chữ ký giao ước',
                'ordering': ['revision'],
                'constraints': [models.UniqueConstraint(fields=('pledge', 'unit'), name='one_signature_a_unit'), models.UniqueConstraint(fields=('pledge', 'revision'), name='one_signature_a_revision'), models.CheckConstraint(condition=models.Q(('base_sha256__regex', '^[0-9a-f]{64}$'), ('certificate_sha256__regex', '^[0-9a-f]{64}$'), ('evidence_sha256__regex', '^[0-9a-f]{64}$'), ('result_sha256__regex', '^[0-9a-f]{64}$')), name='signature_sha256_shape'), models.CheckConstraint(condition=models.Q(('level__in', ['L1', 'L2', 'L3'])), name='pledges_signature_level_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='pledges.pledge', verbose_name='giao ước')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='units.unit', verbose_name='đơn vị')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('name', models.CharField(max_length=300, verbose_name='chỉ tiêu')),
                ('measure', models.CharField(max_length=60, verbose_name='đơn vị tính')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='mức đăng ký')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('written_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'chỉ tiêu',
                'verbose_name_plural': 'chỉ tiêu đăng ký',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('pledge', 'unit', 'position'), name='targets_of_a_unit_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('measure', ''), _negated=True)), name='target_says_what_and_how_measured'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='target_not_negative')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='UnitPledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='pledges.pledge', verbose_name='giao ước')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'phần giao ước của đơn vị',
                'verbose_name_plural': 'phần giao ước của các đơn vị',
                'constraints': [models.UniqueConstraint(fields=('pledge', 'unit'), name='one_part_a_unit')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='sealed_pledge_stays', sql=records.triggers.TriggerSql(declare='DECLARE signed integer;', func="IF OLD.state <> 'draft' AND NEW.state <> 'draft' AND (NEW.content_sha256, NEW.content, NEW.document_id,\n    NEW.sealed_version_id, NEW.required_units, NEW.opened_at) IS DISTINCT FROM (OLD.content_sha256, OLD.content,\n    OLD.document_id, OLD.sealed_version_id, OLD.required_units, OLD.opened_at) THEN\n    RAISE EXCEPTION 'Nội dung giao ước đã khóa, không sửa.' USING ERRCODE = 'restrict_violation';\nEND IF;\nSELECT count(*) INTO signed FROM pledges_signature WHERE pledge_id = NEW.id;\nIF NEW.state = 'draft' AND OLD.state <> 'draft' AND (signed > 0\n    OR EXISTS (SELECT 1 FROM pledges_acceptedsignature WHERE pledge_id = NEW.id)) THEN\n    RAISE EXCEPTION 'Giao ước đã có chữ ký, không thu hồi được.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.state = 'in_force' AND OLD.state <> 'in_force' AND signed <> NEW.required_units THEN\n    RAISE EXCEPTION 'Giao ước có hiệu lực khi đủ chữ ký (% trên %).', signed, NEW.required_units\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='fb6dbd219f98d119bf994bacd2b73f7251030cb0', operation='UPDATE', pgid='pgtrigger_sealed_pledge_stays_275ee', table='pledges_pledge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='year_of_the_row', sql=records.triggers.TriggerSql(func='SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;\nRETURN NEW;', hash='abbe3c93ec2257e72b766b2e22b6de046501d395', operation='INSERT OR UPDATE', pgid='pgtrigger_year_of_the_row_ff771', table='pledges_pledge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='1f4f897d7b4cb0ecfe90064974cebe30c3c43dd6', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_12137', table='pledges_decline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='f5269b86b3dea555aa1a9488c55ef82426648d3d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_ec5d1', table='pledges_decline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signingintent',
            trigger=pgtrigger.compiler.Trigger(name='intent_used_once', sql=records.triggers.TriggerSql(func="IF OLD.used_at IS NOT NULL OR to_jsonb(NEW) - 'used_at' IS DISTINCT FROM to_jsonb(OLD) - 'used_at' THEN\n    RAISE EXCEPTION 'Trang xác nhận ký chỉ dùng một lần, không sửa.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='bab5148175ac80aeb49cdaefbd53ce0cd287463b', operation='UPDATE', pgid='pgtrigger_intent_used_once_ee031', table='pledges_signingintent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptedsignature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='bd65fb14e0ec4d585ba54b9f4fdcfda6dd96a10f', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_91977', table='pledges_acceptedsignature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptedsignature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='8e94977622e5234c0db32a869c539b4893736916', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_035d8', table='pledges_acceptedsignature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptedsignature',
            trigger=pgtrigger.compiler.Trigger(name='accepted_into_open_pledge', sql=records.triggers.TriggerSql(declare='DECLARE intent pledges_signingintent;', func="SELECT * INTO intent FROM pledges_signingintent WHERE id = NEW.intent_id;\nIF NOT EXISTS (SELECT 1 FROM pledges_pledge WHERE id = NEW.pledge_id AND state = 'open'\n               AND document_id = intent.document_id) THEN\n    RAISE EXCEPTION 'Giao ước không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF (intent.user_id, intent.unit_id, intent.pledge_id)\n    IS DISTINCT FROM (NEW.user_id, NEW.unit_id, NEW.pledge_id) THEN\n    RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='232bf5cd08f1ae922ef58aaf430ab2c20b5b063a', operation='INSERT', pgid='pgtrigger_accepted_into_open_pledge_1683c', table='pledges_acceptedsignature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='2b80ac7d97745ff2c0a2bf937a99e78e135c0972', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_9b1c5', table='pledges_signature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='edaecfd955624fa8679dbb7ab91848ffc7c56df5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_42b45', table='pledges_signature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='signature_into_open_pledge', sql=records.triggers.TriggerSql(declare='DECLARE pledge pledges_pledge; intent pledges_signingintent;', func="SELECT * INTO pledge FROM pledges_pledge WHERE id = NEW.pledge_id;\nSELECT * INTO intent FROM pledges_signingintent WHERE id = NEW.intent_id;\nIF pledge.state <> 'open' THEN\n    RAISE EXCEPTION 'Giao ước không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NOT EXISTS (SELECT 1 FROM units_seat\n               WHERE emulation_year_id = pledge.emulation_year_id AND unit_id = NEW.unit_id) THEN\n    RAISE EXCEPTION 'Đơn vị không có tên trong năm thi đua.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF (intent.user_id, intent.unit_id, intent.pledge_id, intent.document_id)\n    IS DISTINCT FROM (NEW.user_id, NEW.unit_id, NEW.pledge_id, pledge.document_id) THEN\n    RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\n-- Each file grows out of the one before it: a signature made on an older head would lose the others' silently.\nIF (SELECT sha256 FROM records_documentfile\n     WHERE document_id = pledge.document_id AND revision = NEW.revision) IS DISTINCT FROM NEW.result_sha256\n   OR (SELECT sha256 FROM records_documentfile\n        WHERE document_id = pledge.document_id AND revision = NEW.revision - 1)\n       IS DISTINCT FROM NEW.base_sha256 THEN\n    RAISE EXCEPTION 'Chữ ký không nối tiếp bản trước của tệp.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='2f16daa26d8be8e51d7d360ca1fc114b2c21e795', operation='INSERT', pgid='pgtrigger_signature_into_open_pledge_1052d', table='pledges_signature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='sealed_targets_stay', sql=records.triggers.TriggerSql(func="IF EXISTS (SELECT 1 FROM pledges_pledge WHERE state <> 'draft'\n           AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.pledge_id END,\n                      CASE WHEN TG_OP <> 'DELETE' THEN NEW.pledge_id END)) THEN\n    RAISE EXCEPTION 'Nội dung giao ước đã khóa, chỉ tiêu không sửa (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='3ef1a4f8b5efbd862c544919c50f2406f010aa33', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_sealed_targets_stay_f41c2', table='pledges_target', when='BEFORE')),
        ),
    ]
