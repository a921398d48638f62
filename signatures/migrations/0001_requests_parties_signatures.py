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
        ('records', '0001_audit_documents_numbers'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_requests', to='units.emulationyear', verbose_name='năm thi đua')),
                ('kind', models.CharField(max_length=40, verbose_name='loại văn bản')),
                ('title', models.CharField(max_length=500, verbose_name='tên văn bản')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signing_request', to='records.document', verbose_name='tệp được ký')),
                ('code', models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name='mã xác thực in trên văn bản')),
                ('content_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của nội dung')),
                ('page_count', models.PositiveSmallIntegerField(verbose_name='số trang')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị có văn bản')),
                ('for_the_bloc', models.BooleanField(default=False, verbose_name='cả Khối được xem')),
                ('state', records.choice_field.ChoiceField(choices=[('open', 'Đang ký'), ('complete', 'Đủ chữ ký'), ('returned', 'Đã trả lại'), ('withdrawn', 'Đã thu hồi'), ('issued', 'Đã phát hành')], default='open', max_length=10, verbose_name='trạng thái')),
                ('sign_by', models.DateTimeField(verbose_name='hạn ký')),
                ('opened_at', models.DateTimeField(verbose_name='thời gian trình ký')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người trình ký')),
                ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian đủ chữ ký')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian trả lại hoặc thu hồi')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người trả lại hoặc thu hồi')),
                ('ending_reason', models.CharField(blank=True, max_length=4000, null=True, verbose_name='lý do trả lại hoặc thu hồi')),
                ('instead_of', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='put_again', to='signatures.signingrequest', verbose_name='trình lại thay cho')),
                ('issued', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issued_from', to='records.document', verbose_name='văn bản phát hành')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian phát hành')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người phát hành')),
            ],
            options={
                'verbose_name': 'đề nghị ký',
                'verbose_name_plural': 'các đề nghị ký',
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['sign_by', 'id'], name='requests_open_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__regex', '^[a-z][a-z0-9]*(_[a-z0-9]+)*$')), name='request_kind_shape'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='request_has_title'), models.CheckConstraint(condition=models.Q(('content_sha256__regex', '^[0-9a-f]{64}$')), name='request_sha256_shape'), models.CheckConstraint(condition=models.Q(('code__isnull', True), ('code__regex', '^[A-Z2-7]{20}$'), _connector='OR'), name='request_code_shape'), models.CheckConstraint(condition=models.Q(('sign_by__gt', models.F('opened_at'))), name='request_deadline_after_opening'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['complete', 'issued']), ('completed_at__isnull', False)), models.Q(models.Q(('state__in', ['complete', 'issued']), _negated=True), ('completed_at__isnull', True)), _connector='OR'), name='request_complete_since'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued']), ('issued__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False)), models.Q(models.Q(('state__in', ['issued']), _negated=True), ('issued__isnull', True), ('issued_at__isnull', True), ('issued_by__isnull', True)), _connector='OR'), name='request_issued_as_a_document'), models.CheckConstraint(condition=models.Q(('issued__isnull', True), models.Q(('issued', models.F('document')), _negated=True), _connector='OR'), name='request_issued_is_another_document'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['returned', 'withdrawn']), ('ended_at__isnull', False), ('ended_by__isnull', False), ('ending_reason__isnull', False)), models.Q(models.Q(('state__in', ['returned', 'withdrawn']), _negated=True), ('ended_at__isnull', True), ('ended_by__isnull', True), ('ending_reason__isnull', True)), _connector='OR'), name='request_ended_with_reason'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'complete', 'returned', 'withdrawn', 'issued'])), name='signatures_signingrequest_state_check')],
            },
            bases=(units.ownership.YearOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='PaperOriginal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper_original', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('form', records.choice_field.ChoiceField(choices=[('scan', 'Bản quét của văn bản ký trên giấy'), ('token', 'Tệp PDF đã ký số bằng thiết bị của người ký')], max_length=5, verbose_name='hình thức bản ký')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='tệp đã nhận')),
                ('signed_on', models.DateField(verbose_name='ngày ký ghi trên văn bản')),
                ('signers', models.JSONField(verbose_name='người ký trên giấy')),
                ('kept_at', models.CharField(max_length=300, verbose_name='nơi lưu bản giấy')),
                ('received_at', models.DateTimeField(verbose_name='thời gian nhận')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhận và đối chiếu')),
            ],
            options={
                'verbose_name': 'bản ký trên giấy',
                'verbose_name_plural': 'các bản ký trên giấy',
                'constraints': [models.CheckConstraint(condition=models.Q(('kept_at', ''), _negated=True), name='paper_original_lies_somewhere'), models.CheckConstraint(condition=models.Q(('signers', []), _negated=True), name='paper_original_names_who_signed'), models.CheckConstraint(condition=models.Q(('form__in', ['scan', 'token'])), name='signatures_paperoriginal_form_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('turn', models.PositiveSmallIntegerField(default=1, verbose_name='lượt ký')),
                ('meaning', records.choice_field.ChoiceField(choices=[('prepares', 'Lập'), ('submits', 'Trình'), ('approves', 'Duyệt'), ('signs', 'Ký'), ('confirms', 'Xác nhận'), ('witnesses', 'Chứng kiến')], default='signs', max_length=10, verbose_name='nội dung ký')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='ký thay mặt đơn vị')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ký được chỉ định')),
                ('capacity', models.CharField(blank=True, max_length=500, verbose_name='tư cách ký in trên văn bản')),
                ('printed_lines', models.CharField(blank=True, max_length=400, verbose_name='thẩm quyền ký, mỗi dòng một vế')),
                ('printed_post', models.CharField(blank=True, max_length=500, verbose_name='chức vụ in dưới ô ký')),
                ('paper_name', models.CharField(blank=True, max_length=100, verbose_name='người ký trên giấy')),
                ('signs_for', models.CharField(max_length=200, verbose_name='thay mặt')),
                ('field', models.CharField(max_length=60, verbose_name='ô ký trong tệp')),
                ('box_width', models.FloatField(verbose_name='chiều rộng ô ký (mm)')),
                ('box_height', models.FloatField(verbose_name='chiều cao ô ký (mm)')),
                ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian rút tên')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người rút tên')),
                ('release_reason', models.CharField(blank=True, max_length=500, verbose_name='lý do rút tên')),
            ],
            options={
                'verbose_name': 'người ký',
                'verbose_name_plural': 'những người ký',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('request', 'position'), name='parties_in_order'), models.UniqueConstraint(fields=('request', 'field'), name='one_party_a_field'), models.UniqueConstraint(condition=models.Q(('person', None)), fields=('request', 'unit'), name='one_party_a_unit'), models.CheckConstraint(condition=models.Q(models.Q(('paper_name', ''), models.Q(('unit__isnull', False), ('person__isnull', False), _connector='OR')), models.Q(models.Q(('paper_name', ''), _negated=True), ('person', None), ('unit', None)), _connector='OR'), name='party_is_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('release_reason', ''), ('released_at', None), ('released_by', None)), models.Q(('released_at__isnull', False), ('released_by__isnull', False), models.Q(('release_reason', ''), _negated=True)), _connector='OR'), name='party_released_with_reason'), models.CheckConstraint(condition=models.Q(('meaning__in', ['prepares', 'submits', 'approves', 'signs', 'confirms', 'witnesses'])), name='signatures_party_meaning_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Decline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declines', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declines', to='signatures.party', verbose_name='người ký')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi')),
                ('reason', models.TextField(verbose_name='nội dung cần sửa')),
                ('at', models.DateTimeField(verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'đề nghị sửa nội dung',
                'verbose_name_plural': 'các đề nghị sửa nội dung',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='decline_says_why')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='SigningLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='signatures.party', verbose_name='người ký')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
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
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intents', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intents', to='signatures.party', verbose_name='ký với tư cách')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='văn bản đã đọc')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intents', to='signatures.signinglink', verbose_name='qua đường dẫn')),
                ('base_revision', models.PositiveSmallIntegerField(verbose_name='bản đã đọc')),
                ('base_sha256', models.CharField(max_length=64, verbose_name='mã kiểm tra toàn vẹn của bản đã đọc')),
                ('capacity', models.CharField(max_length=500, verbose_name='tư cách ký')),
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
                ('intent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='accepted', to='signatures.signingintent', verbose_name='ý định ký')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accepted_signatures', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='accepted', to='signatures.party', verbose_name='ký với tư cách')),
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
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='signatures.party', verbose_name='ký với tư cách')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ký')),
                ('intent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='signatures.signingintent', verbose_name='ý định ký')),
                ('signer_name', models.CharField(max_length=100, verbose_name='họ và tên lúc ký')),
                ('unit_name', models.CharField(max_length=200, verbose_name='thay mặt')),
                ('capacity', models.CharField(max_length=500, verbose_name='tư cách ký')),
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
                ('reference', models.CharField(max_length=40, verbose_name='mã giao dịch')),
            ],
            options={
                'verbose_name': 'chữ ký',
                'verbose_name_plural': 'các chữ ký',
                'ordering': ['revision'],
                'constraints': [models.UniqueConstraint(fields=('request', 'revision'), name='one_signature_a_revision'), models.CheckConstraint(condition=models.Q(('base_sha256__regex', '^[0-9a-f]{64}$'), ('certificate_sha256__regex', '^[0-9a-f]{64}$'), ('evidence_sha256__regex', '^[0-9a-f]{64}$'), ('result_sha256__regex', '^[0-9a-f]{64}$')), name='signature_sha256_shape'), models.CheckConstraint(condition=models.Q(('level__in', ['L1', 'L2', 'L3'])), name='signatures_signature_level_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signingrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_stays', sql=records.triggers.TriggerSql(declare="DECLARE its_course text[] := ARRAY['state', 'sign_by', 'completed_at', 'ended_at', 'ended_by_id', 'ending_reason', 'issued_id', 'issued_at', 'issued_by_id']; missing integer;", func="IF to_jsonb(OLD) - its_course IS DISTINCT FROM to_jsonb(NEW) - its_course THEN\n    RAISE EXCEPTION 'Văn bản đã trình ký, không sửa.' USING ERRCODE = 'restrict_violation';\nEND IF;\n-- What is signed and gets a number is issued afterwards, or withdrawn before it has one.\nIF OLD.state <> 'open' AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW)\n   AND NOT (OLD.state = 'complete' AND OLD.code IS NOT NULL AND NEW.state IN ('issued', 'withdrawn')\n            AND OLD.sign_by = NEW.sign_by) THEN\n    RAISE EXCEPTION 'Đề nghị ký đã kết thúc, không sửa.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.state = 'issued' AND OLD.state = 'open' THEN\n    RAISE EXCEPTION 'Văn bản chưa đủ chữ ký, không phát hành.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.state = 'issued' AND NOT EXISTS (\n    SELECT 1 FROM records_document WHERE id = NEW.issued_id AND code = NEW.code AND number <> '') THEN\n    RAISE EXCEPTION 'Văn bản phát hành phải có số và mã xác thực in trên bản ký.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.state = 'complete' AND OLD.state <> 'complete' THEN\n    SELECT count(*) INTO missing FROM signatures_party party\n     WHERE party.request_id = NEW.id AND party.released_at IS NULL\n       AND NOT EXISTS (SELECT 1 FROM signatures_signature WHERE party_id = party.id);\n    IF EXISTS (SELECT 1 FROM signatures_paperoriginal WHERE request_id = NEW.id) THEN\n        RETURN NEW;  -- signed by hand, certified by who received it\n    END IF;\n    IF missing > 0 OR NOT EXISTS (SELECT 1 FROM signatures_signature WHERE request_id = NEW.id) THEN\n        RAISE EXCEPTION 'Còn % nơi chưa ký.', missing USING ERRCODE = 'restrict_violation';\n    END IF;\nEND IF;\nRETURN NEW;", hash='2c4809acfb2f907863f7f616cc8e9b53dca5fa25', operation='UPDATE', pgid='pgtrigger_request_stays_db6bb', table='signatures_signingrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperoriginal',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='a15085258d447edde36e7549ffd26fa18f7a02e0', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_717f5', table='signatures_paperoriginal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperoriginal',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='16ff3b577b00d5d505a9df05041056653635b324', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_52e45', table='signatures_paperoriginal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperoriginal',
            trigger=pgtrigger.compiler.Trigger(name='original_of_an_open_request', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (SELECT 1 FROM signatures_signingrequest\n                WHERE id = NEW.request_id AND state = 'open' AND code IS NOT NULL) THEN\n    RAISE EXCEPTION 'Chỉ nhận bản ký trên giấy của văn bản đang trình ký, chờ cấp số.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='c1f391d80f65b3fbbe78aa6e5e9297ef467a0e0a', operation='INSERT', pgid='pgtrigger_original_of_an_open_request_03556', table='signatures_paperoriginal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='party_stays', sql=records.triggers.TriggerSql(declare="DECLARE its_end text[] := ARRAY['released_at', 'released_by_id', 'release_reason'];", func="IF TG_OP = 'INSERT' THEN\n    IF EXISTS (SELECT 1 FROM signatures_signingrequest WHERE id = NEW.request_id AND state <> 'open')\n       OR EXISTS (SELECT 1 FROM signatures_acceptedsignature WHERE request_id = NEW.request_id) THEN\n        RAISE EXCEPTION 'Đã có chữ ký, không bổ sung nơi ký.' USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN NEW;\nEND IF;\nIF TG_OP = 'DELETE' OR OLD.released_at IS NOT NULL\n   OR to_jsonb(OLD) - its_end IS DISTINCT FROM to_jsonb(NEW) - its_end\n   OR EXISTS (SELECT 1 FROM signatures_acceptedsignature WHERE party_id = OLD.id) THEN\n    RAISE EXCEPTION 'Người ký không sửa, không xóa; chỉ rút tên khi chưa ký (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='1e45c2ed616a89b331098ac8c3cf2bf91df17267', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_party_stays_a3466', table='signatures_party', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='9eb5805ebf3017a8d71e536fa4ab254b378e0524', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_6bd6a', table='signatures_decline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='e9ec0a27f3232ba0748465926e57ea3e3fa63788', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_c42bf', table='signatures_decline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signingintent',
            trigger=pgtrigger.compiler.Trigger(name='intent_used_once', sql=records.triggers.TriggerSql(func="IF OLD.used_at IS NOT NULL OR to_jsonb(NEW) - 'used_at' IS DISTINCT FROM to_jsonb(OLD) - 'used_at' THEN\n    RAISE EXCEPTION 'Trang xác nhận ký chỉ dùng một lần, không sửa.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='27c6f86869d93665a1dbe5ca55274c408175fe17', operation='UPDATE', pgid='pgtrigger_intent_used_once_92af5', table='signatures_signingintent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptedsignature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='a308d508d847c973aaceb951b2b01bed611efbcd', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_401bc', table='signatures_acceptedsignature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptedsignature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='6254a1a771a71e33bdd43f2a6795e398c3b3e101', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_8f98f', table='signatures_acceptedsignature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='acceptedsignature',
            trigger=pgtrigger.compiler.Trigger(name='accepted_into_open_request', sql=records.triggers.TriggerSql(declare='DECLARE intent signatures_signingintent; party signatures_party;', func="SELECT * INTO intent FROM signatures_signingintent WHERE id = NEW.intent_id;\nSELECT * INTO party FROM signatures_party WHERE id = NEW.party_id;\nIF NOT EXISTS (SELECT 1 FROM signatures_signingrequest WHERE id = NEW.request_id AND state = 'open'\n               AND document_id = intent.document_id) THEN\n    RAISE EXCEPTION 'Văn bản không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF (intent.user_id, intent.party_id, intent.request_id, party.request_id)\n    IS DISTINCT FROM (NEW.user_id, NEW.party_id, NEW.request_id, NEW.request_id) THEN\n    RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF party.released_at IS NOT NULL\n   OR (party.person_id IS NOT NULL AND party.person_id <> NEW.user_id) THEN\n    RAISE EXCEPTION 'Người này không có tên trong số người ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF EXISTS (SELECT 1 FROM signatures_party earlier\n            WHERE earlier.request_id = NEW.request_id AND earlier.turn < party.turn\n              AND earlier.released_at IS NULL\n              AND NOT EXISTS (SELECT 1 FROM signatures_acceptedsignature WHERE party_id = earlier.id)) THEN\n    RAISE EXCEPTION 'Văn bản đang chờ chữ ký khác trước.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='da28e4c1b5ef5e18c1149a5c959413909c9dbb6d', operation='INSERT', pgid='pgtrigger_accepted_into_open_request_71d0e', table='signatures_acceptedsignature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='cf3bf02cd0ce037c470c2a8dc732e20dd8cfeac5', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_283d3', table='signatures_signature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='c741507ab0957073ff4ee16a86f744ad93b753cf', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_9abd6', table='signatures_signature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='signature_into_open_request', sql=records.triggers.TriggerSql(declare='DECLARE asked signatures_signingrequest; intent signatures_signingintent; party signatures_party;', func="SELECT * INTO asked FROM signatures_signingrequest WHERE id = NEW.request_id;\nSELECT * INTO intent FROM signatures_signingintent WHERE id = NEW.intent_id;\nSELECT * INTO party FROM signatures_party WHERE id = NEW.party_id;\nIF asked.state <> 'open' THEN\n    RAISE EXCEPTION 'Văn bản không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF party.request_id <> NEW.request_id OR party.released_at IS NOT NULL THEN\n    RAISE EXCEPTION 'Người này không có tên trong số người ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF (intent.user_id, intent.party_id, intent.request_id, intent.document_id)\n    IS DISTINCT FROM (NEW.user_id, NEW.party_id, NEW.request_id, asked.document_id) THEN\n    RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\n-- Each file grows out of the one before it: a signature made on an older head would lose the others' silently.\nIF (SELECT sha256 FROM records_documentfile\n     WHERE document_id = asked.document_id AND revision = NEW.revision) IS DISTINCT FROM NEW.result_sha256\n   OR (SELECT sha256 FROM records_documentfile\n        WHERE document_id = asked.document_id AND revision = NEW.revision - 1)\n       IS DISTINCT FROM NEW.base_sha256 THEN\n    RAISE EXCEPTION 'Chữ ký không nối tiếp bản trước của tệp.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='33e223ac2c48c1dc146df1b8715fb6120e3d2437', operation='INSERT', pgid='pgtrigger_signature_into_open_request_83a66', table='signatures_signature', when='BEFORE')),
        ),
    ]
