import django.contrib.postgres.fields
import django.db.models.deletion
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
        ('conferences', '0001_conferences_agenda_minutes'),
        ('evidence', '0001_evidence_of_units'),
        ('records', '0001_audit_documents_numbers'),
        ('signatures', '0001_requests_parties_signatures'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CriteriaSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('emulation_year', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='criteria_set', to='units.emulationyear', verbose_name='năm thi đua')),
                ('listed_year', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='năm để xếp')),
                ('title', models.CharField(max_length=300, verbose_name='tên bộ tiêu chí')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Đang soạn thảo'), ('adopted', 'Đã áp dụng'), ('open', 'Đang chấm điểm'), ('published', 'Đã công khai kết quả')], default='draft', max_length=10, verbose_name='trạng thái')),
                ('step', models.DecimalField(decimal_places=2, default=Decimal('0.5'), max_digits=5, verbose_name='bước làm tròn điểm')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='nguồn tham khảo')),
                ('created_at', models.DateTimeField(verbose_name='thời gian lập')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('adopted_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian áp dụng')),
                ('adopted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người áp dụng')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian bắt đầu chấm điểm')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bắt đầu chấm điểm')),
                ('score_by', models.DateTimeField(blank=True, null=True, verbose_name='hạn tự chấm điểm')),
                ('check_by', models.DateTimeField(blank=True, null=True, verbose_name='hạn chấm chéo')),
                ('objection_days', models.PositiveSmallIntegerField(default=0, verbose_name='số ngày kiến nghị')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian công khai')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người công khai')),
                ('signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='criteria_set', to='signatures.signingrequest', verbose_name='đề nghị ký bảng tổng hợp điểm')),
            ],
            options={
                'verbose_name': 'bộ tiêu chí chấm điểm',
                'verbose_name_plural': 'các bộ tiêu chí chấm điểm',
                'ordering': ['-listed_year', 'pk'],
                'indexes': [models.Index(fields=['-listed_year', 'id'], name='criteria_sets_by_year')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='criteria_set_has_title'), models.CheckConstraint(condition=models.Q(('objection_days__lte', 30)), name='objection_days_within_a_month'), models.CheckConstraint(condition=models.Q(('step__gt', 0)), name='step_of_points_above_nought'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['adopted', 'open', 'published']), ('adopted_at__isnull', False), ('adopted_by__isnull', False)), models.Q(models.Q(('state__in', ['adopted', 'open', 'published']), _negated=True), ('adopted_at__isnull', True), ('adopted_by__isnull', True)), _connector='OR'), name='criteria_set_adopted_stamps'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['open', 'published']), ('opened_at__isnull', False), ('opened_by__isnull', False), ('score_by__isnull', False), ('check_by__isnull', False)), models.Q(models.Q(('state__in', ['open', 'published']), _negated=True), ('opened_at__isnull', True), ('opened_by__isnull', True), ('score_by__isnull', True), ('check_by__isnull', True)), _connector='OR'), name='criteria_set_open_stamps'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published']), ('published_at__isnull', False), ('published_by__isnull', False)), models.Q(models.Q(('state__in', ['published']), _negated=True), ('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='criteria_set_published_stamps'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'adopted', 'open', 'published'])), name='scoring_criteriaset_state_check')],
            },
            bases=(units.ownership.YearOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='scoring.criteriaset', verbose_name='bộ tiêu chí')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='scoring.criterion', verbose_name='thuộc tiêu chí')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('section', records.choice_field.ChoiceField(choices=[('base', 'Điểm thi đua'), ('bonus', 'Điểm thưởng'), ('deduction', 'Điểm trừ')], default='base', max_length=10, verbose_name='phần điểm')),
                ('kind', records.choice_field.ChoiceField(choices=[('sum', 'Cộng điểm các tiêu chí thành phần'), ('target', 'Theo chỉ tiêu giao và kết quả'), ('all_or_nothing', 'Đạt hoặc không đạt'), ('direct', 'Chấm điểm trực tiếp'), ('events', 'Theo số lần, số việc'), ('ratio', 'Theo tỷ lệ phần trăm'), ('place', 'Theo thứ hạng được cơ quan khác xếp')], max_length=15, verbose_name='cách tính điểm')),
                ('title', models.CharField(max_length=300, verbose_name='nội dung tiêu chí')),
                ('maximum', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='điểm tối đa')),
                ('each', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='điểm mỗi lần')),
                ('places', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=2, max_digits=7), blank=True, default=list, size=None, verbose_name='điểm theo thứ hạng')),
                ('needs_evidence', models.BooleanField(default=False, verbose_name='cần minh chứng')),
                ('tie_order', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='thứ tự xét khi bằng điểm')),
            ],
            options={
                'verbose_name': 'tiêu chí chấm điểm',
                'verbose_name_plural': 'các tiêu chí chấm điểm',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='criterion_has_title'), models.CheckConstraint(condition=models.Q(('maximum__gt', 0)), name='criterion_maximum_above_nought'), models.CheckConstraint(condition=models.Q(models.Q(('each__isnull', False), ('kind', 'events')), models.Q(models.Q(('kind', 'events'), _negated=True), ('each__isnull', True)), _connector='OR'), name='points_an_event_where_events_count'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'place'), models.Q(('places', []), _negated=True)), models.Q(models.Q(('kind', 'place'), _negated=True), ('places', [])), _connector='OR'), name='points_of_places_where_places_count'), models.UniqueConstraint(fields=('criteria_set', 'tie_order'), name='tie_breaks_in_order'), models.CheckConstraint(condition=models.Q(('section__in', ['base', 'bonus', 'deduction'])), name='scoring_criterion_section_check'), models.CheckConstraint(condition=models.Q(('kind__in', ['sum', 'target', 'all_or_nothing', 'direct', 'events', 'ratio', 'place'])), name='scoring_criterion_kind_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Grade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grades', to='scoring.criteriaset', verbose_name='bộ tiêu chí')),
                ('name', models.CharField(max_length=60, verbose_name='mức xếp loại')),
                ('from_percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='từ tỷ lệ điểm (%)')),
                ('at_most_percent', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='không quá tỷ lệ đơn vị (%)')),
            ],
            options={
                'verbose_name': 'mức xếp loại',
                'verbose_name_plural': 'các mức xếp loại',
                'ordering': ['-from_percent', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('criteria_set', 'from_percent'), name='one_grade_a_threshold'), models.UniqueConstraint(fields=('criteria_set', 'name'), name='one_threshold_a_grade'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), ('from_percent__gte', 0), ('from_percent__lte', 100)), name='grade_from_a_share'), models.CheckConstraint(condition=models.Q(('at_most_percent__isnull', True), models.Q(('at_most_percent__gt', 0), ('at_most_percent__lte', 100)), _connector='OR'), name='grade_at_most_a_share')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ResultTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='result_tables', to='scoring.criteriaset', verbose_name='bộ tiêu chí')),
                ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='lần')),
                ('number', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result_table_pdf', to='records.document', verbose_name='bản PDF có xác nhận điện tử')),
                ('word', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result_table_word', to='records.document', verbose_name='bản Word')),
                ('signing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result_table', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('issued_at', models.DateTimeField(verbose_name='thời gian hoàn thành')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người hoàn thành')),
            ],
            options={
                'verbose_name': 'bảng tổng hợp điểm',
                'verbose_name_plural': 'các bảng tổng hợp điểm',
                'ordering': ['edition'],
                'constraints': [models.UniqueConstraint(fields=('criteria_set', 'edition'), name='one_table_an_edition'), models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='result_table_has_a_number'), models.CheckConstraint(condition=models.Q(('document', models.F('word')), _negated=True), name='result_table_pdf_is_not_its_word')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ScoreSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='scoring.criteriaset', verbose_name='bộ tiêu chí')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='score_sheets', to='units.unit', verbose_name='đơn vị')),
                ('checker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets_to_check', to='units.unit', verbose_name='đơn vị chấm chéo')),
                ('state', records.choice_field.ChoiceField(choices=[('open', 'Đang tự chấm'), ('submitted', 'Chờ chấm chéo'), ('checked', 'Chờ thẩm định'), ('appraised', 'Đã thẩm định')], default='open', max_length=10, verbose_name='trạng thái')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian nộp')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nộp')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian chấm chéo xong')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi kết quả chấm chéo')),
                ('appraised_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian thẩm định xong')),
                ('appraised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thẩm định')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian đơn vị nhất trí')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhất trí')),
                ('excluded_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian xác nhận không bình xét')),
                ('excluded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận không bình xét')),
                ('excluded_reason', models.CharField(blank=True, max_length=500, verbose_name='lý do không bình xét')),
                ('excluded_source', models.CharField(blank=True, max_length=300, verbose_name='căn cứ không bình xét')),
            ],
            options={
                'verbose_name': 'phiếu chấm điểm',
                'verbose_name_plural': 'các phiếu chấm điểm',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('criteria_set', 'unit'), name='one_sheet_a_unit'), models.UniqueConstraint(fields=('criteria_set', 'checker'), name='a_unit_checks_one_sheet'), models.CheckConstraint(condition=models.Q(('unit', models.F('checker')), _negated=True), name='no_unit_checks_itself'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'checked', 'appraised']), ('submitted_at__isnull', False), ('submitted_by__isnull', False)), models.Q(models.Q(('state__in', ['submitted', 'checked', 'appraised']), _negated=True), ('submitted_at__isnull', True), ('submitted_by__isnull', True)), _connector='OR'), name='sheet_submitted_stamps'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['checked', 'appraised']), ('checked_at__isnull', False), ('checked_by__isnull', False)), models.Q(models.Q(('state__in', ['checked', 'appraised']), _negated=True), ('checked_at__isnull', True), ('checked_by__isnull', True)), _connector='OR'), name='sheet_checked_stamps'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['appraised']), ('appraised_at__isnull', False), ('appraised_by__isnull', False)), models.Q(models.Q(('state__in', ['appraised']), _negated=True), ('appraised_at__isnull', True), ('appraised_by__isnull', True)), _connector='OR'), name='sheet_appraised_stamps'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('state', 'appraised')), _connector='OR'), name='sheet_accepted_when_appraised'), models.CheckConstraint(condition=models.Q(models.Q(('excluded_at__isnull', True), ('excluded_by__isnull', True), ('excluded_reason', ''), ('excluded_source', '')), models.Q(('excluded_at__isnull', False), ('excluded_by__isnull', False), models.Q(('excluded_reason', ''), _negated=True), models.Q(('excluded_source', ''), _negated=True)), _connector='OR'), name='sheet_excluded_with_reason_and_source'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'submitted', 'checked', 'appraised'])), name='scoring_scoresheet_state_check')],
            },
            bases=(units.ownership.PartOf, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='scoring.scoresheet', verbose_name='phiếu chấm điểm')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='scoring.criterion', verbose_name='tiêu chí')),
                ('stage', records.choice_field.ChoiceField(choices=[('self', 'Tự chấm'), ('check', 'Chấm chéo'), ('appraisal', 'Thẩm định'), ('conference', 'Hội nghị')], max_length=10, verbose_name='bước chấm')),
                ('applies', models.BooleanField(default=True, verbose_name='có giao cho đơn vị')),
                ('target', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='chỉ tiêu giao')),
                ('found', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='kết quả')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='giải trình')),
                ('written_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'điểm chấm',
                'verbose_name_plural': 'các điểm chấm',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'criterion', 'stage'), name='one_mark_a_criterion_and_stage'), models.CheckConstraint(condition=models.Q(models.Q(('applies', True), ('found__isnull', False)), models.Q(('applies', False), ('found__isnull', True), ('target__isnull', True)), _connector='OR'), name='mark_says_something'), models.CheckConstraint(condition=models.Q(('applies', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='not_asked_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('found__isnull', True), ('found__gte', 0), _connector='OR'), models.Q(('target__isnull', True), ('target__gte', 0), _connector='OR')), name='mark_not_negative'), models.CheckConstraint(condition=models.Q(('stage__in', ['self', 'check', 'appraisal', 'conference'])), name='scoring_mark_stage_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='scoring.scoresheet', verbose_name='phiếu chấm điểm')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='scoring.criterion', verbose_name='tiêu chí')),
                ('state', records.choice_field.ChoiceField(choices=[('open', 'Chờ xem xét'), ('changed', 'Đã sửa điểm'), ('kept', 'Giữ nguyên điểm')], default='open', max_length=10, verbose_name='trạng thái')),
                ('reason', models.CharField(max_length=1000, verbose_name='nội dung kiến nghị')),
                ('lodged_at', models.DateTimeField(verbose_name='thời gian kiến nghị')),
                ('lodged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kiến nghị')),
                ('reply', models.CharField(blank=True, max_length=1000, verbose_name='ý kiến của đơn vị chấm chéo')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian có ý kiến')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người có ý kiến')),
                ('decision', models.CharField(blank=True, max_length=1000, verbose_name='kết luận')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian kết luận')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kết luận')),
            ],
            options={
                'verbose_name': 'kiến nghị về điểm',
                'verbose_name_plural': 'các kiến nghị về điểm',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'criterion'), name='one_objection_a_criterion'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='objection_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('replied_at__isnull', True), ('replied_by__isnull', True), ('reply', '')), models.Q(models.Q(('reply', ''), _negated=True), ('replied_at__isnull', False), ('replied_by__isnull', False)), _connector='OR'), name='objection_reply_stamps'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changed', 'kept']), ('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(models.Q(('state__in', ['changed', 'kept']), _negated=True), ('decided_at__isnull', True), ('decided_by__isnull', True)), _connector='OR'), name='objection_decided_stamps'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('decision', ''), _negated=True), _connector='OR'), name='objection_decided_in_words'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'changed', 'kept'])), name='scoring_objection_state_check')],
            },
            bases=(units.ownership.PartOf, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='scoring.scoresheet', verbose_name='phiếu chấm điểm')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='scoring.criterion', verbose_name='tiêu chí')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='evidence.evidence', verbose_name='minh chứng')),
                ('added_at', models.DateTimeField(verbose_name='thời gian đính kèm')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đính kèm')),
            ],
            options={
                'verbose_name': 'minh chứng của tiêu chí',
                'verbose_name_plural': 'minh chứng của tiêu chí',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'criterion', 'evidence'), name='one_piece_a_criterion_once')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='scoring.scoresheet', verbose_name='phiếu chấm điểm')),
                ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='lần')),
                ('place', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='xếp hạng')),
                ('base', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='điểm thi đua')),
                ('bonus', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='điểm thưởng')),
                ('deduction', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='điểm trừ')),
                ('attainable', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='điểm tối đa được giao')),
                ('share', models.DecimalField(decimal_places=3, max_digits=7, verbose_name='tỷ lệ điểm (%)')),
                ('tied', models.BooleanField(default=False, verbose_name='đồng hạng')),
                ('tie_break', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.criterion', verbose_name='tiêu chí xét khi bằng điểm')),
                ('grade', models.CharField(blank=True, max_length=60, verbose_name='xếp loại')),
                ('written_at', models.DateTimeField(verbose_name='thời gian lập')),
            ],
            options={
                'verbose_name': 'kết quả chấm điểm',
                'verbose_name_plural': 'kết quả chấm điểm',
                'ordering': [models.OrderBy(models.F('place'), nulls_last=True), 'pk'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'edition'), name='one_result_an_edition'), models.CheckConstraint(condition=models.Q(('place__isnull', True), ('place__gte', 1), _connector='OR'), name='places_from_one')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ResultChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='result_changes', to='scoring.criteriaset', verbose_name='bộ tiêu chí')),
                ('edition', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='scoring.scoresheet', verbose_name='phiếu chấm điểm')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.criterion', verbose_name='tiêu chí')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='result_changes', to='conferences.conference', verbose_name='hội nghị kết luận')),
                ('conclusion', models.CharField(max_length=1000, verbose_name='nội dung kết luận')),
                ('recorded_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'kết luận của hội nghị về điểm',
                'verbose_name_plural': 'các kết luận của hội nghị về điểm',
                'ordering': ['edition'],
                'constraints': [models.UniqueConstraint(fields=('criteria_set', 'edition'), name='one_change_an_edition'), models.UniqueConstraint(fields=('sheet', 'criterion'), name='one_change_a_line'), models.CheckConstraint(condition=models.Q(('edition__gte', 2)), name='changes_after_the_first_edition'), models.CheckConstraint(condition=models.Q(('conclusion', ''), _negated=True), name='result_change_says_why')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criteriaset',
            trigger=pgtrigger.compiler.Trigger(name='year_of_the_row', sql=records.triggers.TriggerSql(func='SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;\nRETURN NEW;', hash='692bba56a9ee4a5d0d4f74af0a8759faaa21fb72', operation='INSERT OR UPDATE', pgid='pgtrigger_year_of_the_row_1a59d', table='scoring_criteriaset', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criteriaset',
            trigger=pgtrigger.compiler.Trigger(name='states_go_forward', sql=records.triggers.TriggerSql(func="IF array_position(ARRAY['draft', 'adopted', 'open', 'published'], NEW.state::text)\n   < array_position(ARRAY['draft', 'adopted', 'open', 'published'], OLD.state::text) THEN\n    RAISE EXCEPTION 'Bộ tiêu chí không trở về trạng thái trước.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='1f3bf05a97e5c064cd1137d7b6b3f995751ac1fa', operation='UPDATE', pgid='pgtrigger_states_go_forward_d4070', table='scoring_criteriaset', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criteriaset',
            trigger=pgtrigger.compiler.Trigger(name='published_before_signed', sql=records.triggers.TriggerSql(func="IF NEW.signing_id IS NOT NULL AND NEW.state <> 'published' THEN\n    RAISE EXCEPTION 'Bảng tổng hợp điểm chỉ trình ký sau khi công khai kết quả.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'published_before_signed';\nEND IF;\nRETURN NEW;", hash='5cddf9a204e1c653b7b2cb0d32579d09e5c5b406', operation='INSERT OR UPDATE', pgid='pgtrigger_published_before_signed_63436', table='scoring_criteriaset', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterion',
            trigger=pgtrigger.compiler.Trigger(name='adopted_criteria_stay', sql=records.triggers.TriggerSql(func="IF EXISTS (SELECT 1 FROM scoring_criteriaset WHERE state <> 'draft'\n           AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.criteria_set_id END,\n                      CASE WHEN TG_OP <> 'DELETE' THEN NEW.criteria_set_id END)) THEN\n    RAISE EXCEPTION 'Bộ tiêu chí đã áp dụng, không sửa (%).', TG_OP USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='e39cf7f46bea38341b7f64842c004c2403020349', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_adopted_criteria_stay_5d3eb', table='scoring_criterion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grade',
            trigger=pgtrigger.compiler.Trigger(name='adopted_grades_stay', sql=records.triggers.TriggerSql(func="IF EXISTS (SELECT 1 FROM scoring_criteriaset WHERE state <> 'draft'\n           AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.criteria_set_id END,\n                      CASE WHEN TG_OP <> 'DELETE' THEN NEW.criteria_set_id END)) THEN\n    RAISE EXCEPTION 'Bộ tiêu chí đã áp dụng, không sửa (%).', TG_OP USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='7eb58cbab361513c2b33a8a525055e01a60c883e', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_adopted_grades_stay_49b20', table='scoring_grade', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resulttable',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='5e3e4478408950e9eb7f10ae6a407a39bd539534', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_6b20c', table='scoring_resulttable', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resulttable',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='c06b885b47518177d3bcc93a6031a70675e84663', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_b78e3', table='scoring_resulttable', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resulttable',
            trigger=pgtrigger.compiler.Trigger(name='result_table_is_signed', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM signatures_signingrequest r JOIN scoring_criteriaset c ON c.signing_id = r.id\n     WHERE r.id = NEW.signing_id AND c.id = NEW.criteria_set_id\n       AND r.kind = 'results' AND r.state IN ('complete', 'issued')\n) THEN\n    RAISE EXCEPTION 'Bảng tổng hợp điểm chỉ hoàn thành sau khi đủ chữ ký.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='91db4cc42b09dc21a7e6cbbf271700579adb30e3', operation='INSERT', pgid='pgtrigger_result_table_is_signed_62bfb', table='scoring_resulttable', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mark',
            trigger=pgtrigger.compiler.Trigger(name='marks_in_their_stage', sql=records.triggers.TriggerSql(declare='DECLARE sheet scoring_scoresheet; stage text;', func="SELECT * INTO sheet FROM scoring_scoresheet\n WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END;\nstage := CASE WHEN TG_OP = 'DELETE' THEN OLD.stage ELSE NEW.stage END;\nIF ((stage, sheet.state) NOT IN (('self', 'open'), ('check', 'submitted'), ('appraisal', 'checked'))\n    AND NOT (stage = 'appraisal' AND sheet.state = 'appraised' AND TG_OP <> 'DELETE' AND EXISTS (\n        SELECT 1 FROM scoring_objection WHERE sheet_id = NEW.sheet_id AND criterion_id = NEW.criterion_id\n           AND state = 'open'))\n    AND NOT (stage = 'conference' AND TG_OP = 'INSERT' AND EXISTS (\n        SELECT 1 FROM scoring_resultchange c WHERE c.sheet_id = NEW.sheet_id\n           AND c.criterion_id = NEW.criterion_id AND NOT EXISTS (\n               SELECT 1 FROM scoring_result r WHERE r.sheet_id = NEW.sheet_id AND r.edition = c.edition))))\n   OR sheet.excluded_at IS NOT NULL THEN\n    RAISE EXCEPTION 'Phiếu chấm điểm không ở bước này, điểm không sửa (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP <> 'DELETE' AND stage <> 'self' AND EXISTS (\n       SELECT 1 FROM units_post WHERE user_id = NEW.written_by_id AND unit_id = sheet.unit_id\n          AND daterange(valid_from, valid_to) @> (NEW.written_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN\n    RAISE EXCEPTION 'Không ai chấm chéo, thẩm định phiếu của đơn vị mình.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='9d3ed489eba64a7f9cb496038182281d588dca91', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_marks_in_their_stage_59287', table='scoring_mark', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='objection_stands', sql=records.triggers.TriggerSql(declare='DECLARE sheet scoring_scoresheet;', func="IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (OLD.state <> 'open'\n       OR (NEW.sheet_id, NEW.criterion_id, NEW.reason, NEW.lodged_at, NEW.lodged_by_id)\n          IS DISTINCT FROM (OLD.sheet_id, OLD.criterion_id, OLD.reason, OLD.lodged_at, OLD.lodged_by_id)) THEN\n    RAISE EXCEPTION 'Kiến nghị không sửa, không xóa (%).', TG_OP USING ERRCODE = 'restrict_violation';\nEND IF;\nSELECT * INTO sheet FROM scoring_scoresheet WHERE id = NEW.sheet_id;\nIF sheet.state <> 'appraised' OR sheet.excluded_at IS NOT NULL OR EXISTS (\n       SELECT 1 FROM scoring_result WHERE sheet_id = NEW.sheet_id) THEN\n    RAISE EXCEPTION 'Kiến nghị sau khi thẩm định, trước khi công khai kết quả.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='a24eb625d481c18dafc49655ef51441e8ebfce62', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_objection_stands_df264', table='scoring_objection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proof',
            trigger=pgtrigger.compiler.Trigger(name='proofs_while_open', sql=records.triggers.TriggerSql(declare='DECLARE sheet scoring_scoresheet;', func="SELECT * INTO sheet FROM scoring_scoresheet\n WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END;\nIF TG_OP = 'UPDATE' OR sheet.state <> 'open' OR sheet.excluded_at IS NOT NULL THEN\n    RAISE EXCEPTION 'Minh chứng chỉ đính kèm, gỡ khi đơn vị đang tự chấm (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'INSERT' AND NOT EXISTS (\n       SELECT 1 FROM evidence_evidence e JOIN scoring_criterion c ON c.id = NEW.criterion_id\n        WHERE e.id = NEW.evidence_id AND e.unit_id = sheet.unit_id\n          AND c.criteria_set_id = sheet.criteria_set_id) THEN\n    RAISE EXCEPTION 'Minh chứng và tiêu chí phải thuộc phiếu của đơn vị.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='bf997040e99378486bf39cc66520a1db87296802', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_proofs_while_open_f506e', table='scoring_proof', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='result_of_appraised_sheet', sql=records.triggers.TriggerSql(declare='DECLARE sheet scoring_scoresheet;', func="SELECT * INTO sheet FROM scoring_scoresheet WHERE id = NEW.sheet_id;\nIF (sheet.excluded_at IS NULL) <> (NEW.place IS NOT NULL)\n   OR (sheet.excluded_at IS NULL AND sheet.state <> 'appraised')\n   OR EXISTS (SELECT 1 FROM scoring_objection WHERE sheet_id = NEW.sheet_id AND state = 'open')\n   OR (NEW.edition > 1 AND NOT EXISTS (SELECT 1 FROM scoring_resultchange\n          WHERE criteria_set_id = sheet.criteria_set_id AND edition = NEW.edition)) THEN\n    RAISE EXCEPTION 'Kết quả chỉ ghi cho phiếu đã thẩm định, đã kết luận kiến nghị; '\n                    'đơn vị không bình xét thì không xếp hạng; đã công khai thì chỉ hội nghị điều chỉnh.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='22331b54464e88796565b7dcb142598e66ed4ac8', operation='INSERT', pgid='pgtrigger_result_of_appraised_sheet_fceab', table='scoring_result', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='71a47d3317f35455294b0f538768e7e9b1fbbbb1', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_ef216', table='scoring_result', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='bbd95174364ff9f1240cf91e61e0a982731eb1f2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_afb55', table='scoring_result', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resultchange',
            trigger=pgtrigger.compiler.Trigger(name='result_changed_by_a_conference', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM scoring_criteriaset c JOIN units_emulationyear y ON y.id = c.emulation_year_id\n      JOIN scoring_scoresheet s ON s.criteria_set_id = c.id AND s.id = NEW.sheet_id\n      JOIN conferences_conference m ON m.id = NEW.conference_id AND m.opened_at >= c.published_at\n      JOIN units_emulationyear held ON held.id = m.emulation_year_id AND held.bloc_id = y.bloc_id\n     WHERE c.id = NEW.criteria_set_id AND c.state = 'published'\n       AND NEW.edition = 1 + (SELECT max(edition) FROM scoring_result r JOIN scoring_scoresheet o\n                                ON o.id = r.sheet_id WHERE o.criteria_set_id = c.id)\n       AND NOT EXISTS (SELECT 1 FROM signatures_signingrequest q\n                        WHERE q.id = c.signing_id AND q.state IN ('open', 'complete'))\n) THEN\n    RAISE EXCEPTION 'Kết quả đã công khai chỉ điều chỉnh theo kết luận của hội nghị họp sau khi công khai, '\n                    'khi bảng tổng hợp điểm không trình ký.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='94f123abbd1438fdaa12d280b7adeb3765fe2bb9', operation='INSERT', pgid='pgtrigger_result_changed_by_a_conference_b890f', table='scoring_resultchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resultchange',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='d3c52c73fe3f0ee364ef5d0d2df0069c5fac777c', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_d76da', table='scoring_resultchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resultchange',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='38071466438da98891cf747c0699d5b6ed087892', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_017f4', table='scoring_resultchange', when='BEFORE')),
        ),
    ]
