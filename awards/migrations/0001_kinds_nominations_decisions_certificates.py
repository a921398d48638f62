import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import libraries.web.clock
import libraries.web.word_search
import pgtrigger.compiler
import pgtrigger.migrations
import records.choice_field
import records.triggers
import units.ownership
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ballots', '0001_ballots_electors_votes'),
        ('conferences', '0001_conferences_agenda_minutes'),
        ('pledges', '0001_pledges_targets'),
        ('records', '0001_audit_documents_numbers'),
        ('signatures', '0001_requests_parties_signatures'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AwardKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='mã')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('short_name', models.CharField(max_length=60, verbose_name='tên gọn')),
                ('search_key', models.CharField(editable=False, max_length=300, verbose_name='khóa tìm kiếm')),
                ('form', records.choice_field.ChoiceField(choices=[('title', 'Title'), ('commendation', 'Commendation')], max_length=20, verbose_name='loại')),
                ('for_collective', models.BooleanField(default=True, verbose_name='tặng cho tập thể')),
                ('series', models.CharField(max_length=40, unique=True, verbose_name='ký hiệu sổ số bằng')),
                ('display_order', models.PositiveSmallIntegerField(default=1, verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'danh hiệu, hình thức khen thưởng',
                'verbose_name_plural': 'danh hiệu, hình thức khen thưởng',
                'ordering': ['display_order', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('series', ''), _negated=True)), name='award_kind_has_name_and_series'), models.CheckConstraint(condition=models.Q(('form__in', ['title', 'commendation'])), name='awards_awardkind_form_check')],
            },
        ),
        migrations.CreateModel(
            name='AwardTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='awards.awardkind', verbose_name='danh hiệu, hình thức')),
                ('legal_source', models.CharField(max_length=300, verbose_name='căn cứ pháp lý')),
                ('standards', models.TextField(blank=True, verbose_name='tiêu chuẩn')),
                ('required_parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=10, verbose_name='thành phần hồ sơ')),
                ('report_years', models.PositiveSmallIntegerField(default=1, verbose_name='số năm báo cáo thành tích')),
                ('addressee', models.CharField(max_length=200, verbose_name='nơi nhận tờ trình')),
                ('vote_percent', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='tỷ lệ đồng ý cần đạt (%)')),
                ('reviews_needed', models.PositiveSmallIntegerField(default=2, verbose_name='số ý kiến đồng ý cần có')),
                ('decided_by', records.choice_field.ChoiceField(choices=[('committee', 'Ủy ban nhân dân'), ('chair', 'Chủ tịch Ủy ban nhân dân'), ('agency', 'Thủ trưởng cơ quan, đơn vị')], max_length=10, verbose_name='thẩm quyền quyết định')),
                ('signer_lines', models.CharField(blank=True, max_length=200, verbose_name='thẩm quyền ký trên bằng')),
                ('prize_multiplier', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='hệ số tiền thưởng')),
                ('source_note', models.TextField(blank=True, verbose_name='ghi chú về nguồn')),
            ],
            options={
                'verbose_name': 'quy định về danh hiệu, hình thức khen thưởng',
                'verbose_name_plural': 'quy định theo thời gian',
                'ordering': ['kind', 'valid_from'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('kind_id'), models.F('kind_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='award_one_terms_at_a_time'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='award_terms_period_forward'), models.CheckConstraint(condition=models.Q(('required_parts__contained_by', ['submission', 'report', 'minutes'])), name='award_terms_parts_known'), models.CheckConstraint(condition=models.Q(('legal_source', ''), _negated=True), name='award_terms_have_a_source'), models.CheckConstraint(condition=models.Q(('vote_percent__isnull', True), models.Q(('vote_percent__gte', 1), ('vote_percent__lte', 100)), _connector='OR'), name='award_terms_vote_is_a_percentage'), models.CheckConstraint(condition=models.Q(('report_years__gte', 1), ('report_years__lte', 5)), name='award_terms_report_of_some_years'), models.CheckConstraint(condition=models.Q(('reviews_needed__gte', 2)), name='award_terms_two_reviews_at_least'), models.CheckConstraint(condition=models.Q(('decided_by__in', ['committee', 'chair', 'agency'])), name='awards_awardterms_decided_by_check')],
            },
        ),
        migrations.CreateModel(
            name='CertificateTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='templates', to='awards.awardkind', verbose_name='danh hiệu, hình thức')),
                ('name', models.CharField(max_length=100, verbose_name='tên mẫu')),
                ('width_mm', models.DecimalField(decimal_places=1, default=Decimal('420'), max_digits=5, verbose_name='chiều ngang (mm)')),
                ('height_mm', models.DecimalField(decimal_places=1, default=Decimal('297'), max_digits=5, verbose_name='chiều dọc (mm)')),
                ('texts', models.JSONField(verbose_name='bố cục và nội dung in')),
                ('overprint_x_mm', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=4, verbose_name='độ lệch sang phải (mm)')),
                ('overprint_y_mm', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=4, verbose_name='độ lệch xuống dưới (mm)')),
                ('overprint_scale', models.DecimalField(decimal_places=4, default=Decimal('1'), max_digits=5, verbose_name='tỷ lệ in')),
                ('is_default', models.BooleanField(default=False, verbose_name='dùng mặc định')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='ngày bắt đầu áp dụng')),
                ('artwork', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='tệp nền của cơ quan')),
                ('artwork_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='trang nền để in')),
                ('artwork_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='mã nội dung trang nền')),
                ('places', models.JSONField(blank=True, null=True, verbose_name='vị trí chữ trên nền')),
            ],
            options={
                'verbose_name': 'mẫu bằng',
                'verbose_name_plural': 'mẫu bằng',
                'ordering': ['kind', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('kind',), name='one_default_template_a_kind'), models.CheckConstraint(condition=models.Q(('height_mm__gte', 100), ('height_mm__lte', 700), ('width_mm__gte', 150), ('width_mm__lte', 900)), name='template_is_a_sheet_of_paper'), models.CheckConstraint(condition=models.Q(('overprint_x_mm__gte', -50), ('overprint_x_mm__lte', 50), ('overprint_y_mm__gte', -50), ('overprint_y_mm__lte', 50), ('overprint_scale__gte', Decimal('0.9')), ('overprint_scale__lte', Decimal('1.1'))), name='template_overprint_is_a_nudge'), models.UniqueConstraint(fields=('kind', 'valid_from'), name='one_template_of_a_kind_begins_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('artwork__isnull', True), ('artwork_page__isnull', True), ('artwork_sha256', ''), ('places__isnull', True)), models.Q(('artwork__isnull', False), ('artwork_page__isnull', False), ('artwork_sha256__regex', '^[0-9a-f]{64}$'), ('places__isnull', False)), _connector='OR'), name='template_background_with_its_places')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('number', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('decided_on', models.DateField(verbose_name='ngày quyết định')),
                ('decided_by', records.choice_field.ChoiceField(choices=[('committee', 'Ủy ban nhân dân'), ('chair', 'Chủ tịch Ủy ban nhân dân'), ('agency', 'Thủ trưởng cơ quan, đơn vị')], max_length=10, verbose_name='thẩm quyền quyết định')),
                ('authority', models.CharField(max_length=200, verbose_name='cơ quan, người quyết định')),
                ('signer_lines', models.CharField(max_length=200, verbose_name='thẩm quyền ký')),
                ('signer_name', models.CharField(max_length=100, verbose_name='họ tên người ký')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='records.document', verbose_name='thông tin quyết định (PDF)')),
                ('recorded_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'quyết định khen thưởng',
                'verbose_name_plural': 'quyết định khen thưởng',
                'ordering': ['-decided_on', '-pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('number'), django.db.models.functions.datetime.ExtractYear('decided_on'), name='one_decision_a_number_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('authority', ''), _negated=True), models.Q(('signer_lines', ''), _negated=True), models.Q(('signer_name', ''), _negated=True)), name='decision_says_who_decided'), models.CheckConstraint(condition=models.Q(('decided_by__in', ['committee', 'chair', 'agency'])), name='awards_decision_decided_by_check')],
            },
        ),
        migrations.CreateModel(
            name='DecisionOriginal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='awards.decision', verbose_name='quyết định')),
                ('form', records.choice_field.ChoiceField(choices=[('scan', 'Bản quét của quyết định giấy'), ('signed', 'Tệp PDF đã ký số')], max_length=10, verbose_name='hình thức bản gốc')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision_original', to='records.document', verbose_name='tệp')),
                ('kept_at', models.CharField(max_length=300, verbose_name='nơi lưu bản gốc')),
                ('signatures', models.JSONField(blank=True, null=True, verbose_name='chữ ký số trong tệp')),
                ('received_at', models.DateTimeField(verbose_name='thời gian nhận')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhận, đối chiếu')),
            ],
            options={
                'verbose_name': 'bản gốc quyết định',
                'verbose_name_plural': 'bản gốc quyết định',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kept_at', ''), _negated=True), name='original_lies_somewhere'), models.CheckConstraint(condition=models.Q(('form', 'scan'), models.Q(('form', 'signed'), ('signatures__isnull', False)), _connector='OR'), name='signed_original_was_judged'), models.CheckConstraint(condition=models.Q(('form__in', ['scan', 'signed'])), name='awards_decisionoriginal_form_check')],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='units.emulationyear', verbose_name='năm thi đua')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='awards.awardkind', verbose_name='danh hiệu, hình thức')),
                ('count', models.PositiveSmallIntegerField(verbose_name='số lượng')),
                ('guidance_number', models.CharField(max_length=60, verbose_name='số, ký hiệu văn bản phân bổ')),
                ('guidance_on', models.DateField(verbose_name='ngày văn bản phân bổ')),
                ('source', models.CharField(max_length=300, verbose_name='cơ quan ban hành, trích yếu')),
                ('recorded_at', models.DateTimeField(default=libraries.web.clock.now, verbose_name='thời gian nhập')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'số lượng khen thưởng được phân bổ',
                'verbose_name_plural': 'số lượng khen thưởng được phân bổ',
                'constraints': [models.UniqueConstraint(fields=('emulation_year', 'kind'), name='one_quota_a_kind_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('guidance_number', ''), _negated=True)), name='quota_has_a_source')],
            },
            bases=(units.ownership.YearOwned, models.Model),
        ),
        migrations.CreateModel(
            name='SelectionMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_pdf', to='records.document', verbose_name='bản PDF')),
                ('word', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_word', to='records.document', verbose_name='bản Word')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian phát hành')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người phát hành')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='selection_minutes', to='units.emulationyear', verbose_name='năm thi đua')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='selection_minutes', to='conferences.conference', verbose_name='hội nghị')),
                ('prepared_at', models.DateTimeField(verbose_name='thời gian lập')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='selection_minutes', to='signatures.signingrequest', verbose_name='đề nghị ký')),
            ],
            options={
                'verbose_name': 'biên bản bình xét',
                'verbose_name_plural': 'biên bản bình xét',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('document', None), ('issued_at', None), ('issued_by', None), ('number', ''), ('word', None)), models.Q(models.Q(('number', ''), _negated=True), ('document__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False), ('word__isnull', False)), _connector='OR'), name='selectionminutes_issued_with_number')],
            },
            bases=(units.ownership.YearOwned, models.Model),
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='units.emulationyear', verbose_name='năm thi đua')),
                ('decided_by', records.choice_field.ChoiceField(choices=[('committee', 'Ủy ban nhân dân'), ('chair', 'Chủ tịch Ủy ban nhân dân'), ('agency', 'Thủ trưởng cơ quan, đơn vị')], max_length=10, verbose_name='thẩm quyền quyết định')),
                ('state', records.choice_field.ChoiceField(choices=[('prepared', 'Chưa phát hành'), ('issued', 'Đã trình'), ('dropped', 'Đã hủy')], default='prepared', max_length=10, verbose_name='trạng thái')),
                ('prepared_at', models.DateTimeField(verbose_name='thời gian lập')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submission', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('number', models.CharField(blank=True, max_length=60, null=True, verbose_name='số, ký hiệu')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submission', to='records.document', verbose_name='tờ trình (PDF)')),
                ('word', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='tờ trình (Word)')),
                ('list_document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='danh sách trích ngang (PDF)')),
                ('list_word', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='danh sách trích ngang (Word)')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian trình')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người trình')),
            ],
            options={
                'verbose_name': 'tờ trình',
                'verbose_name_plural': 'tờ trình',
                'ordering': ['-prepared_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued']), ('number__isnull', False), ('document__isnull', False), ('word__isnull', False), ('list_document__isnull', False), ('list_word__isnull', False), ('submitted_at__isnull', False), ('submitted_by__isnull', False)), models.Q(models.Q(('state__in', ['issued']), _negated=True), ('number__isnull', True), ('document__isnull', True), ('word__isnull', True), ('list_document__isnull', True), ('list_word__isnull', True), ('submitted_at__isnull', True), ('submitted_by__isnull', True)), _connector='OR'), name='submission_issued_when_issued'), models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='submission_has_a_number'), models.CheckConstraint(condition=models.Q(('document__isnull', True), models.Q(('document', models.F('list_document')), _negated=True), _connector='OR'), name='submission_list_is_another_file'), models.CheckConstraint(condition=models.Q(('decided_by__in', ['committee', 'chair', 'agency'])), name='awards_submission_decided_by_check'), models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'issued', 'dropped'])), name='awards_submission_state_check')],
            },
            bases=(units.ownership.YearOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='units.emulationyear', verbose_name='năm thi đua')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='units.unit', verbose_name='đơn vị')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='awards.awardkind', verbose_name='danh hiệu, hình thức khen thưởng')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Chưa trình'), ('submitted', 'Chờ thẩm định'), ('reviewed', 'Đã thẩm định'), ('decided', 'Đã khen thưởng')], default='draft', max_length=10, verbose_name='trạng thái')),
                ('recipient_name', models.CharField(max_length=300, verbose_name='tên ghi trên bằng')),
                ('citation', models.TextField(blank=True, verbose_name='thành tích ghi trên bằng')),
                ('summary', models.TextField(blank=True, verbose_name='tóm tắt thành tích')),
                ('score', models.CharField(blank=True, max_length=100, verbose_name='điểm, xếp hạng')),
                ('confirmations', models.CharField(blank=True, max_length=300, verbose_name='xác nhận nghĩa vụ')),
                ('search_key', models.CharField(editable=False, max_length=1000, verbose_name='khóa tìm kiếm')),
                ('search_words', models.GeneratedField(db_persist=True, expression=libraries.web.word_search.Words(models.F('search_key')), output_field=django.contrib.postgres.search.SearchVectorField(), verbose_name='từ để tìm')),
                ('listed_year', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='năm để xếp')),
                ('listed_kind', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='danh hiệu, hình thức để xếp')),
                ('ballot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='ballots.ballot', verbose_name='biểu quyết, bình xét')),
                ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='awards.submission', verbose_name='tờ trình')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='lần trình')),
                ('created_at', models.DateTimeField(default=libraries.web.clock.now, verbose_name='thời gian lập')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian trình')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người trình')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian hoàn thành thẩm định')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian nhập quyết định')),
            ],
            options={
                'verbose_name': 'hồ sơ đề nghị khen thưởng',
                'verbose_name_plural': 'hồ sơ đề nghị khen thưởng',
                'indexes': [models.Index(fields=['state', 'submitted_at', 'id'], name='nominations_in_turn'), models.Index(fields=['-listed_year', 'listed_kind', 'id'], name='nominations_in_order'), models.Index(condition=models.Q(('state', 'draft'), _negated=True), fields=['-listed_year', 'listed_kind', 'id'], name='nominations_of_the_city'), models.Index(condition=models.Q(('state__in', ['submitted', 'reviewed'])), fields=['-listed_year', 'listed_kind', 'id'], name='nominations_waiting'), models.Index(condition=models.Q(('state', 'decided')), fields=['-listed_year', 'listed_kind', 'id'], name='nominations_decided'), django.contrib.postgres.indexes.GinIndex(fields=['search_words'], name='nominations_by_words')],
                'constraints': [models.UniqueConstraint(fields=('emulation_year', 'unit', 'kind'), name='one_nomination_a_unit_a_kind'), models.CheckConstraint(condition=models.Q(('recipient_name', ''), _negated=True), name='nomination_names_the_recipient'), models.CheckConstraint(condition=models.Q(('round__gte', 1)), name='nomination_round_from_one'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(models.Q(('citation', ''), _negated=True), models.Q(('summary', ''), _negated=True)), _connector='OR'), name='nomination_submitted_complete'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('submission__isnull', False), _connector='OR'), name='nomination_submitted_by_a_paper'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'reviewed', 'decided']), ('submitted_at__isnull', False), ('submitted_by__isnull', False)), models.Q(models.Q(('state__in', ['submitted', 'reviewed', 'decided']), _negated=True), ('submitted_at__isnull', True), ('submitted_by__isnull', True)), _connector='OR'), name='nomination_submitted_when_submitted'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['reviewed', 'decided']), ('reviewed_at__isnull', False)), models.Q(models.Q(('state__in', ['reviewed', 'decided']), _negated=True), ('reviewed_at__isnull', True)), _connector='OR'), name='nomination_reviewed_when_reviewed'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['decided']), ('decided_at__isnull', False)), models.Q(models.Q(('state__in', ['decided']), _negated=True), ('decided_at__isnull', True)), _connector='OR'), name='nomination_decided_when_decided'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'reviewed', 'decided'])), name='awards_nomination_state_check')],
            },
            bases=(units.ownership.YearOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='AchievementReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='awards.nomination', verbose_name='hồ sơ')),
                ('overview', models.TextField(blank=True, verbose_name='I. Sơ lược đặc điểm, tình hình')),
                ('duties', models.TextField(blank=True, verbose_name='1. Thực hiện nhiệm vụ được giao; sáng kiến, giải pháp')),
                ('other_results', models.TextField(blank=True, verbose_name='Chỉ tiêu khác')),
                ('law', models.TextField(blank=True, verbose_name='2. Chấp hành chủ trương, pháp luật')),
                ('movements', models.TextField(blank=True, verbose_name='3. Phong trào thi đua, công tác khen thưởng, an sinh xã hội')),
                ('party', models.TextField(blank=True, verbose_name='4. Xây dựng Đảng, đoàn thể')),
                ('past_awards', models.TextField(blank=True, verbose_name='III. Các hình thức đã được khen thưởng')),
                ('saved_at', models.DateTimeField(verbose_name='thời gian lưu')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lưu')),
                ('signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report', to='signatures.signingrequest', verbose_name='đề nghị ký')),
            ],
            options={
                'verbose_name': 'báo cáo thành tích đang lập',
                'verbose_name_plural': 'báo cáo thành tích đang lập',
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='DecisionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='awards.decision', verbose_name='quyết định')),
                ('line_no', models.PositiveIntegerField(verbose_name='số sổ vàng')),
                ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='line', to='awards.nomination', verbose_name='hồ sơ')),
            ],
            options={
                'verbose_name': 'tập thể được khen thưởng',
                'verbose_name_plural': 'tập thể được khen thưởng',
                'ordering': ['decision', 'line_no'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'line_no'), name='one_golden_book_number_a_decision'), models.CheckConstraint(condition=models.Q(('line_no__gte', 1)), name='golden_book_number_from_one')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='awards.decisionline', verbose_name='tập thể được khen thưởng')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='awards.awardkind', verbose_name='danh hiệu, hình thức')),
                ('number', models.PositiveIntegerField(verbose_name='số bằng')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm của số')),
                ('state', records.choice_field.ChoiceField(choices=[('numbered', 'Đang in'), ('valid', 'Có hiệu lực'), ('revoked', 'Đã thu hồi'), ('replaced', 'Đã cấp đổi, cấp lại')], default='numbered', max_length=10, verbose_name='trạng thái')),
                ('recipient_name', models.CharField(max_length=300, verbose_name='tên ghi trên bằng')),
                ('citation', models.TextField(verbose_name='thành tích ghi trên bằng')),
                ('search_key', models.CharField(editable=False, max_length=1000, verbose_name='khóa tìm kiếm')),
                ('search_words', models.GeneratedField(db_persist=True, expression=libraries.web.word_search.Words(models.F('search_key')), output_field=django.contrib.postgres.search.SearchVectorField(), verbose_name='từ để tìm')),
                ('listed_kind', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='danh hiệu, hình thức để xếp')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='awards.certificatetemplate', verbose_name='mẫu')),
                ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='records.job', verbose_name='đợt in')),
                ('issued_at', models.DateTimeField(verbose_name='thời gian cấp')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cấp')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='records.document', verbose_name='tệp PDF')),
                ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian in xong')),
                ('print_error', models.CharField(blank=True, max_length=500, verbose_name='lỗi khi in')),
                ('end_reason', models.TextField(blank=True, verbose_name='lý do thu hồi, cấp đổi, cấp lại')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian thu hồi')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thu hồi')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian cấp đổi, cấp lại')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cấp đổi, cấp lại')),
                ('replaced_as', models.CharField(blank=True, choices=[('exchange', 'Exchange'), ('reissue', 'Reissue')], max_length=10, null=True, verbose_name='cấp đổi hay cấp lại')),
                ('replacement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='awards.certificate', verbose_name='bằng thay thế')),
                ('handed_over_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian trao')),
                ('handed_over_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận trao')),
                ('handed_over_conference', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='conferences.conference', verbose_name='hội nghị trao tặng')),
            ],
            options={
                'verbose_name': 'bằng, giấy chứng nhận',
                'verbose_name_plural': 'bằng, giấy chứng nhận',
                'indexes': [models.Index(condition=models.Q(('state', 'numbered')), fields=['id'], name='certificates_to_print'), models.Index(condition=models.Q(('print_error', ''), _negated=True), fields=['id'], name='certificates_not_printed'), models.Index(condition=models.Q(('handed_over_at__isnull', True), ('state', 'valid')), fields=['id'], name='certificates_to_hand_over'), models.Index(fields=['-year', 'listed_kind', '-number'], name='certificates_in_order'), models.Index(fields=['state', '-year', 'listed_kind', '-number'], name='certificates_of_a_state'), django.contrib.postgres.indexes.GinIndex(fields=['search_words'], name='certificates_by_words')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'year', 'number'), name='one_certificate_a_number'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['numbered', 'valid'])), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[(models.Func(models.F('line_id'), models.F('line_id'), models.Value('[]'), function='int8range'), '&&')], name='one_living_certificate_a_line'), models.CheckConstraint(condition=models.Q(('number__gte', 1), models.Q(('recipient_name', ''), _negated=True), models.Q(('citation', ''), _negated=True)), name='certificate_says_whose'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['valid', 'revoked', 'replaced']), ('document__isnull', False), ('sealed_at__isnull', False)), models.Q(models.Q(('state__in', ['valid', 'revoked', 'replaced']), _negated=True), ('document__isnull', True), ('sealed_at__isnull', True)), _connector='OR'), name='certificate_file_when_valid'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['revoked']), ('revoked_at__isnull', False), ('revoked_by__isnull', False)), models.Q(models.Q(('state__in', ['revoked']), _negated=True), ('revoked_at__isnull', True), ('revoked_by__isnull', True)), _connector='OR'), name='certificate_revoked_when_revoked'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['replaced']), ('replaced_at__isnull', False), ('replaced_by__isnull', False), ('replaced_as__isnull', False), ('replacement__isnull', False)), models.Q(models.Q(('state__in', ['replaced']), _negated=True), ('replaced_at__isnull', True), ('replaced_by__isnull', True), ('replaced_as__isnull', True), ('replacement__isnull', True)), _connector='OR'), name='certificate_replaced_when_replaced'), models.CheckConstraint(condition=models.Q(('replaced_as__isnull', True), ('replaced_as__in', ['exchange', 'reissue']), _connector='OR'), name='certificate_replaced_in_one_of_two_ways'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('state__in', ['numbered', 'valid'])), models.Q(('state__in', ['revoked', 'replaced']), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='certificate_ends_with_a_reason'), models.CheckConstraint(condition=models.Q(('state', 'numbered'), ('print_error', ''), _connector='OR'), name='certificate_error_only_before_it_is_made'), models.CheckConstraint(condition=models.Q(('replacement__isnull', True), models.Q(('replacement', models.F('id')), _negated=True), _connector='OR'), name='certificate_not_its_own_heir'), models.CheckConstraint(condition=models.Q(models.Q(('handed_over_at__isnull', True), ('handed_over_by__isnull', True), ('handed_over_conference__isnull', True)), models.Q(('handed_over_at__isnull', False), ('handed_over_by__isnull', False), ('handed_over_conference__isnull', False), models.Q(('state', 'numbered'), _negated=True)), _connector='OR'), name='certificate_handed_over_at_a_conference'), models.CheckConstraint(condition=models.Q(('state__in', ['numbered', 'valid', 'revoked', 'replaced'])), name='awards_certificate_state_check')],
            },
            bases=(units.ownership.PartOf, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='DossierPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='awards.nomination', verbose_name='hồ sơ')),
                ('part', records.choice_field.ChoiceField(choices=[('submission', 'Tờ trình'), ('list', 'Danh sách trích ngang'), ('report', 'Báo cáo thành tích'), ('minutes', 'Biên bản bình xét')], max_length=20, verbose_name='thành phần')),
                ('round', models.PositiveSmallIntegerField(verbose_name='lần trình')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_parts', to='records.document', verbose_name='tệp')),
                ('word', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='bản Word')),
                ('report_revision', models.PositiveIntegerField(null=True, verbose_name='theo lần lưu')),
                ('added_at', models.DateTimeField(verbose_name='thời gian thêm')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thêm')),
            ],
            options={
                'verbose_name': 'thành phần hồ sơ',
                'verbose_name_plural': 'thành phần hồ sơ',
                'constraints': [models.CheckConstraint(condition=models.Q(('word__isnull', True), models.Q(('word', models.F('document')), _negated=True), _connector='OR'), name='dossier_part_word_is_another_file'), models.CheckConstraint(condition=models.Q(('part__in', ['submission', 'list', 'report', 'minutes'])), name='awards_dossierpart_part_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ReportedResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='awards.achievementreport', verbose_name='báo cáo')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported', to='pledges.target', verbose_name='chỉ tiêu')),
                ('result', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='kết quả')),
                ('before', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='cùng kỳ năm trước')),
            ],
            options={
                'verbose_name': 'kết quả thực hiện chỉ tiêu',
                'verbose_name_plural': 'kết quả thực hiện chỉ tiêu',
                'ordering': ['target__pledge__emulation_year__year', 'target__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'target'), name='one_result_a_target_a_report')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='awards.nomination', verbose_name='hồ sơ')),
                ('round', models.PositiveSmallIntegerField(verbose_name='lần trình')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thẩm định')),
                ('standard', records.choice_field.ChoiceField(choices=[('not_met', 'Chưa đạt'), ('met', 'Đạt'), ('outstanding', 'Tiêu biểu')], max_length=12, verbose_name='mức độ đạt tiêu chuẩn')),
                ('conclusion', records.choice_field.ChoiceField(choices=[('agree', 'Đồng ý đề nghị khen thưởng'), ('request_more', 'Yêu cầu bổ sung hồ sơ'), ('disagree', 'Không đồng ý (nêu rõ lý do)')], max_length=12, verbose_name='kết luận')),
                ('comment', models.TextField(blank=True, verbose_name='nhận xét')),
                ('reviewed_at', models.DateTimeField(verbose_name='thời gian thẩm định')),
            ],
            options={
                'verbose_name': 'ý kiến thẩm định',
                'verbose_name_plural': 'ý kiến thẩm định',
                'ordering': ['round', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('nomination', 'round', 'reviewer'), name='one_review_a_person_a_round'), models.CheckConstraint(condition=models.Q(('conclusion', 'agree'), models.Q(('comment', ''), _negated=True), _connector='OR'), name='review_says_why_it_does_not_agree'), models.CheckConstraint(condition=models.Q(('conclusion', 'agree'), ('standard', 'not_met'), _negated=True), name='review_agrees_only_with_a_met_standard'), models.CheckConstraint(condition=models.Q(('standard__in', ['not_met', 'met', 'outstanding'])), name='awards_review_standard_check'), models.CheckConstraint(condition=models.Q(('conclusion__in', ['agree', 'request_more', 'disagree'])), name='awards_review_conclusion_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='SelectionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='awards.selectionminutes', verbose_name='biên bản bình xét')),
                ('position', models.PositiveSmallIntegerField(verbose_name='số thứ tự')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='selection_lines', to='awards.nomination', verbose_name='hồ sơ')),
            ],
            options={
                'verbose_name': 'hồ sơ trong biên bản bình xét',
                'verbose_name_plural': 'hồ sơ trong biên bản bình xét',
                'ordering': ['minutes', 'position'],
                'constraints': [models.UniqueConstraint(fields=('minutes', 'position'), name='one_place_in_selection_minutes'), models.UniqueConstraint(fields=('minutes', 'nomination'), name='one_line_a_dossier_a_selection'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='selection_line_from_one')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='SubmissionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='awards.submission', verbose_name='tờ trình')),
                ('position', models.PositiveSmallIntegerField(verbose_name='số thứ tự')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submission_lines', to='awards.nomination', verbose_name='hồ sơ')),
                ('cells', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None, verbose_name='nội dung các cột')),
            ],
            options={
                'verbose_name': 'tập thể trong tờ trình',
                'verbose_name_plural': 'tập thể trong tờ trình',
                'ordering': ['submission', 'position'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'position'), name='one_place_in_a_submission'), models.UniqueConstraint(fields=('submission', 'nomination'), name='one_line_a_dossier_a_submission'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='submission_line_from_one')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.RunSQL(
            sql='\nCREATE FUNCTION awards_stands_aside(person bigint, dossier bigint, on_day date) RETURNS boolean\nLANGUAGE plpgsql STABLE AS $$\nDECLARE\n    unit bigint;\n    year_days daterange;\nBEGIN\n    SELECT n.unit_id, daterange(make_date(y.year, 1, 1), make_date(y.year + 1, 1, 1))\n      INTO unit, year_days\n      FROM awards_nomination n JOIN units_emulationyear y ON y.id = n.emulation_year_id\n     WHERE n.id = dossier;\n    RETURN EXISTS (\n        SELECT 1 FROM units_post p\n         WHERE p.user_id = person AND p.unit_id = unit\n           AND (daterange(p.valid_from, p.valid_to) && year_days OR daterange(p.valid_from, p.valid_to) @> on_day)\n    ) OR EXISTS (\n        SELECT 1 FROM units_signingauthority a\n         WHERE a.holder_id = person AND a.unit_id = unit\n           AND (daterange(a.valid_from, a.valid_to) && year_days OR daterange(a.valid_from, a.valid_to) @> on_day)\n    ) OR EXISTS (\n        SELECT 1 FROM units_boardseat b\n         WHERE b.user_id = person AND b.from_unit_id = unit\n           AND (daterange(b.valid_from, b.valid_to) && year_days OR daterange(b.valid_from, b.valid_to) @> on_day)\n    );\nEND $$\n',
            reverse_sql='DROP FUNCTION awards_stands_aside(bigint, bigint, date)',
        ),
        migrations.RunSQL(
            sql='\nCREATE FUNCTION awards_of_the_city(person bigint, on_day date, deciding boolean) RETURNS boolean\nLANGUAGE sql STABLE AS $$\n    SELECT EXISTS (\n        SELECT FROM units_boardseat b\n         WHERE b.user_id = person AND (b.can_decide OR NOT deciding) AND daterange(b.valid_from, b.valid_to) @> on_day\n    )\n$$\n',
            reverse_sql='DROP FUNCTION awards_of_the_city(bigint, date, boolean)',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificatetemplate',
            trigger=pgtrigger.compiler.Trigger(name='template_of_certificates', sql=records.triggers.TriggerSql(condition='WHEN ((OLD.kind_id, OLD.width_mm, OLD.height_mm, OLD.texts, OLD.artwork_page_id, OLD.artwork_sha256, OLD.places) IS DISTINCT FROM (NEW.kind_id, NEW.width_mm, NEW.height_mm, NEW.texts, NEW.artwork_page_id, NEW.artwork_sha256, NEW.places))', func="IF EXISTS (SELECT FROM awards_certificate WHERE template_id = OLD.id) THEN\n    RAISE EXCEPTION 'Đã cấp bằng theo mẫu này, không đổi khổ giấy, nền và vị trí chữ.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='6220a61be5437fc51ed24f73965dd458b8ab06b0', operation='UPDATE', pgid='pgtrigger_template_of_certificates_e49b6', table='awards_certificatetemplate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='9a475869af7277a5203b8bda3e04883c81aee72d', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_40393', table='awards_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='62076895105059b63791be65e924f60673e69dc0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_191bb', table='awards_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionoriginal',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='f078061f9cdd58c88c3a1e7b5e3c75b075ed1919', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_3e737', table='awards_decisionoriginal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionoriginal',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='42bb4e9e7589a0290690834ffb3ec724b6f0fdac', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_759c3', table='awards_decisionoriginal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quota',
            trigger=pgtrigger.compiler.Trigger(name='quota_of_the_city', sql=records.triggers.TriggerSql(func="IF NOT awards_of_the_city(NEW.recorded_by_id,\n                          (NEW.recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, false) THEN\n    RAISE EXCEPTION 'Số lượng được phân bổ do thành phố nhập.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='e2f5ff74cd6e895c35b1be78cf6590c4d191a472', operation='INSERT OR UPDATE', pgid='pgtrigger_quota_of_the_city_f7c1b', table='awards_quota', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selectionminutes',
            trigger=pgtrigger.compiler.Trigger(name='selection_is_signed', sql=records.triggers.TriggerSql(declare="DECLARE its_course text[] := ARRAY['signing_id', 'number', 'document_id', 'word_id', 'issued_at', 'issued_by_id'];", func="IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (\n    OLD.number <> '' OR to_jsonb(OLD) - its_course IS DISTINCT FROM to_jsonb(NEW) - its_course)) THEN\n    RAISE EXCEPTION 'Biên bản bình xét đã lập, không sửa, không xóa (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'UPDATE' AND OLD.signing_id IS DISTINCT FROM NEW.signing_id AND EXISTS (\n    SELECT FROM signatures_signingrequest WHERE id = OLD.signing_id AND state IN ('open', 'complete')) THEN\n    RAISE EXCEPTION 'Biên bản bình xét đang trình ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.number <> '' AND NOT EXISTS (\n    SELECT FROM signatures_signingrequest\n     WHERE id = NEW.signing_id AND kind = 'selection_minutes' AND state IN ('complete', 'issued')) THEN\n    RAISE EXCEPTION 'Biên bản bình xét chỉ phát hành sau khi thư ký và chủ tọa đã ký.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='fabc2b1526472ad6d85dfc23df78707b73620dfa', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_selection_is_signed_953b2', table='awards_selectionminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='submission_is_signed', sql=records.triggers.TriggerSql(declare="DECLARE its_course text[] := ARRAY['state', 'signing_id', 'number', 'document_id', 'word_id', 'list_document_id', 'list_word_id', 'submitted_at', 'submitted_by_id']; asked signatures_signingrequest;", func="IF TG_OP = 'DELETE' THEN\n    RAISE EXCEPTION 'Tờ trình đã lập không xóa.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'UPDATE' AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW)\n   AND (OLD.state <> 'prepared' OR to_jsonb(OLD) - its_course IS DISTINCT FROM to_jsonb(NEW) - its_course) THEN\n    RAISE EXCEPTION 'Tờ trình đã trình hoặc đã bỏ, không sửa.' USING ERRCODE = 'restrict_violation';\nEND IF;\nSELECT * INTO asked FROM signatures_signingrequest WHERE id = NEW.signing_id;\nIF NEW.state = 'issued'\n   AND (asked.kind = 'submission' AND asked.state IN ('complete', 'issued')) IS NOT TRUE THEN\n    RAISE EXCEPTION 'Tờ trình chỉ được cấp số và trình sau khi đủ chữ ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.state = 'dropped' AND asked.state IN ('open', 'complete') THEN\n    RAISE EXCEPTION 'Tờ trình đang trình ký, chưa bỏ được.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='76662a7e002cc6b498769779e7c399df2678dd99', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_submission_is_signed_52508', table='awards_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='adfd59e87515dac835484265043c3ebc8677b940', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_a0032', table='awards_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='order_of_the_row', sql=records.triggers.TriggerSql(func='SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;\nSELECT display_order INTO NEW.listed_kind FROM awards_awardkind WHERE id = NEW.kind_id;\nRETURN NEW;', hash='7f8393c50b5d248595998cab48d821b2e4c21fda', operation='INSERT OR UPDATE', pgid='pgtrigger_order_of_the_row_51679', table='awards_nomination', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='one_submission', sql=records.triggers.TriggerSql(func="IF TG_OP = 'UPDATE' AND NEW.submission_id IS NOT DISTINCT FROM OLD.submission_id THEN\n    RETURN NEW;\nEND IF;\nIF NEW.submission_id IS NOT NULL AND NOT EXISTS (\n    SELECT FROM awards_submission s\n      JOIN awards_awardterms t\n        ON t.kind_id = NEW.kind_id\n       AND daterange(t.valid_from, t.valid_to) @> (s.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date\n     WHERE s.id = NEW.submission_id AND s.emulation_year_id = NEW.emulation_year_id\n       AND t.decided_by = s.decided_by AND s.state = 'issued'\n) THEN\n    RAISE EXCEPTION 'Hồ sơ không thuộc năm hoặc thẩm quyền của tờ trình này.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='b2fe56a29978ef9b973c03ef49c1ad65b58891f5', operation='INSERT OR UPDATE', pgid='pgtrigger_one_submission_5954f', table='awards_nomination', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='considered_unit', sql=records.triggers.TriggerSql(func="IF NEW.state <> 'draft' AND (TG_OP = 'INSERT' OR OLD.state = 'draft') AND EXISTS (\n    SELECT FROM scoring_scoresheet sheet\n      JOIN scoring_criteriaset used ON used.id = sheet.criteria_set_id\n     WHERE sheet.unit_id = NEW.unit_id AND used.emulation_year_id = NEW.emulation_year_id\n       AND sheet.excluded_at IS NOT NULL\n) THEN\n    RAISE EXCEPTION 'Đơn vị thuộc trường hợp không bình xét, không trình hồ sơ.'\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='f21a814e0f03142c64694b0450d1d02e08708cbf', operation='INSERT OR UPDATE', pgid='pgtrigger_considered_unit_d8afe', table='awards_nomination', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='ballot_of_the_nomination', sql=records.triggers.TriggerSql(condition='WHEN (NEW.ballot_id IS NOT NULL)', func="IF NOT EXISTS (\n    SELECT 1 FROM ballots_ballot b\n    WHERE b.id = NEW.ballot_id AND b.state = 'closed' AND b.passed\n      AND b.subject_kind = 'nomination' AND b.subject_key = NEW.id\n) THEN\n    RAISE EXCEPTION 'Hồ sơ chỉ nêu kết quả biểu quyết đã thông qua về chính hồ sơ này.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'nomination_leans_on_its_own_ballot';\nEND IF;\nRETURN NEW;", hash='1defe3573901c0e4849e23aa0e291c2ded530a53', operation='INSERT OR UPDATE', pgid='pgtrigger_ballot_of_the_nomination_187d0', table='awards_nomination', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='df38564b580dad427331b35e7304ae50de509a1b', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_31eea', table='awards_decisionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='90ca5fa5c7f91c191948ae97bf37427262f1fca7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_04150', table='awards_decisionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionline',
            trigger=pgtrigger.compiler.Trigger(name='nobody_decides_alone', sql=records.triggers.TriggerSql(declare='DECLARE decider bigint; recorded timestamptz; agreed integer; others integer;', func="SELECT recorded_by_id, recorded_at INTO decider, recorded FROM awards_decision WHERE id = NEW.decision_id;\nSELECT count(*), count(*) FILTER (WHERE r.reviewer_id <> decider) INTO agreed, others\n  FROM awards_review r JOIN awards_nomination n ON n.id = r.nomination_id AND n.round = r.round\n WHERE r.nomination_id = NEW.nomination_id AND r.conclusion = 'agree';\nIF agreed < 2 OR others < 1 THEN\n    RAISE EXCEPTION 'Chưa đủ ý kiến thẩm định đồng ý của người khác.' USING ERRCODE = 'check_violation';\nEND IF;\nIF awards_stands_aside(decider, NEW.nomination_id, (recorded AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN\n    RAISE EXCEPTION 'Không nhập quyết định cho hồ sơ của đơn vị mình.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='2dc82f8faada1197bea649c737ab50b0a6dd0d5c', operation='INSERT', pgid='pgtrigger_nobody_decides_alone_1e4bf', table='awards_decisionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionline',
            trigger=pgtrigger.compiler.Trigger(name='one_authority', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT FROM awards_decision d\n      JOIN awards_nomination n ON n.id = NEW.nomination_id\n      JOIN awards_awardterms t ON t.kind_id = n.kind_id AND daterange(t.valid_from, t.valid_to) @> d.decided_on\n     WHERE d.id = NEW.decision_id AND t.decided_by = d.decided_by\n) THEN\n    RAISE EXCEPTION 'Danh hiệu, hình thức này thuộc thẩm quyền khác.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='41432235483a482f2ca30345870bc8f83497b447', operation='INSERT', pgid='pgtrigger_one_authority_d1f5a', table='awards_decisionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='order_of_the_row', sql=records.triggers.TriggerSql(func='SELECT display_order INTO NEW.listed_kind FROM awards_awardkind WHERE id = NEW.kind_id;\nRETURN NEW;', hash='4b978ae61eb585d45aed61fdff6ab3698474e7b5', operation='INSERT OR UPDATE', pgid='pgtrigger_order_of_the_row_cdcda', table='awards_certificate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='issued_by_the_city', sql=records.triggers.TriggerSql(func="IF NOT awards_of_the_city(NEW.issued_by_id, (NEW.issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, true) THEN\n    RAISE EXCEPTION 'Bằng của thành phố do thành phố cấp.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='72e41579c6548191bed690022b14315880129a6e', operation='INSERT', pgid='pgtrigger_issued_by_the_city_90b2c', table='awards_certificate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='certificate_keeps_its_template', sql=records.triggers.TriggerSql(condition='WHEN (OLD.template_id IS DISTINCT FROM NEW.template_id)', func="RAISE EXCEPTION 'Bằng đã cấp giữ nguyên mẫu.' USING ERRCODE = 'restrict_violation';", hash='7dfa590a3d1cc5a6058d5e3b2f8cf983a88b4ff6', operation='UPDATE', pgid='pgtrigger_certificate_keeps_its_template_1477b', table='awards_certificate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossierpart',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='46391a31bcc8c08fce6638564eac44acc527f356', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_e71d5', table='awards_dossierpart', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossierpart',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='88f3f70aa0a5ee40f1b62e9c001cdff21d59ac3d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_daaa8', table='awards_dossierpart', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossierpart',
            trigger=pgtrigger.compiler.Trigger(name='report_is_signed', sql=records.triggers.TriggerSql(condition='WHEN (NEW.report_revision IS NOT NULL)', func="IF NOT EXISTS (\n    SELECT FROM signatures_signingrequest r JOIN awards_achievementreport a ON a.signing_id = r.id\n     WHERE a.nomination_id = NEW.nomination_id AND a.revision = NEW.report_revision AND NEW.part = 'report'\n       AND r.kind = 'achievement_report' AND r.state IN ('complete', 'issued')\n) THEN\n    RAISE EXCEPTION 'Báo cáo thành tích chỉ đưa vào hồ sơ sau khi đủ chữ ký.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='06abc63e69645e8a1e82f302ff5e4d79dfb96baf', operation='INSERT', pgid='pgtrigger_report_is_signed_f84a5', table='awards_dossierpart', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedresult',
            trigger=pgtrigger.compiler.Trigger(name='result_of_its_unit', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT FROM awards_achievementreport r\n      JOIN awards_nomination n ON n.id = r.nomination_id\n      JOIN pledges_target t ON t.id = NEW.target_id AND t.unit_id = n.unit_id\n     WHERE r.id = NEW.report_id\n) THEN\n    RAISE EXCEPTION 'Chỉ tiêu thuộc đơn vị khác.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='dc62f756be10e6c73469c367442a8399c616e9dc', operation='INSERT OR UPDATE', pgid='pgtrigger_result_of_its_unit_5699c', table='awards_reportedresult', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='eef83d88189bc32388d083d4c85dbceb4584d528', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_15df8', table='awards_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='0ba4bc85fae36d217e799bc50fff7ef5d612a354', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_ed9bb', table='awards_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='review_of_others', sql=records.triggers.TriggerSql(func="IF awards_stands_aside(NEW.reviewer_id, NEW.nomination_id,\n                       (NEW.reviewed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN\n    RAISE EXCEPTION 'Không thẩm định hồ sơ của đơn vị mình.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='b8db3104164891c77d9def38925d879e761de65b', operation='INSERT', pgid='pgtrigger_review_of_others_9256e', table='awards_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selectionline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='b7397283fc4f016f0d47dff12934b5a27ad5a6ac', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_03039', table='awards_selectionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selectionline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='b3527ae4ea9a7cb11f0563a293b712871a690cb2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_2210e', table='awards_selectionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selectionline',
            trigger=pgtrigger.compiler.Trigger(name='selection_line_before_signing', sql=records.triggers.TriggerSql(func="IF EXISTS (SELECT FROM awards_selectionminutes WHERE id = NEW.minutes_id AND signing_id IS NOT NULL) THEN\n    RAISE EXCEPTION 'Biên bản bình xét đã trình ký, không bổ sung hồ sơ.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='04f2711a98c1a4d5254dd558b8a969c67967405e', operation='INSERT', pgid='pgtrigger_selection_line_before_signing_8456b', table='awards_selectionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionline',
            trigger=pgtrigger.compiler.Trigger(name='line_as_signed', sql=records.triggers.TriggerSql(func="IF TG_OP = 'DELETE'\n   OR (TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'cells' IS DISTINCT FROM to_jsonb(NEW) - 'cells') THEN\n    RAISE EXCEPTION 'Danh sách trích ngang đã lập, không đổi hồ sơ (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NOT EXISTS (\n    SELECT FROM awards_submission s LEFT JOIN signatures_signingrequest r ON r.id = s.signing_id\n     WHERE s.id = NEW.submission_id AND s.state = 'prepared'\n       AND coalesce(r.state, '') NOT IN ('open', 'complete')\n) THEN\n    RAISE EXCEPTION 'Danh sách trích ngang đã trình ký, không sửa (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'UPDATE' THEN\n    RETURN NEW;\nEND IF;\nPERFORM FROM awards_nomination WHERE id = NEW.nomination_id AND state = 'draft' FOR NO KEY UPDATE;\nIF NOT FOUND OR EXISTS (\n    SELECT FROM awards_submissionline l JOIN awards_submission s ON s.id = l.submission_id\n     WHERE l.nomination_id = NEW.nomination_id AND s.state = 'prepared' AND s.id <> NEW.submission_id\n) THEN\n    RAISE EXCEPTION 'Hồ sơ đã trình, hoặc đã có trong tờ trình khác chưa phát hành.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'dossier_in_one_prepared_submission';\nEND IF;\nRETURN NEW;", hash='e9b8400166e1427b41e22cd3a83b54c01eaceaf1', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_line_as_signed_58359', table='awards_submissionline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionline',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='661a896684bf3a77f23bcfeefbb78f8185364473', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_2e801', table='awards_submissionline', when='BEFORE')),
        ),
    ]
