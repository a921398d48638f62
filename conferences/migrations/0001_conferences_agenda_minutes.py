import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import libraries.web.word_search
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
        ('ballots', '0001_ballots_electors_votes'),
        ('records', '0001_audit_documents_numbers'),
        ('signatures', '0001_requests_parties_signatures'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='units.emulationyear', verbose_name='năm thi đua')),
                ('kind', records.choice_field.ChoiceField(choices=[('launch', 'Hội nghị phát động thi đua'), ('signing', 'Hội nghị ký kết giao ước'), ('launch_and_signing', 'Hội nghị phát động và ký kết giao ước'), ('midyear', 'Hội nghị sơ kết'), ('yearend', 'Hội nghị tổng kết'), ('other', 'Hội nghị khác của Khối')], max_length=20, verbose_name='loại hội nghị')),
                ('listed_year', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='năm để xếp')),
                ('title', models.CharField(max_length=300, verbose_name='tên hội nghị')),
                ('starts_at', models.DateTimeField(verbose_name='thời gian bắt đầu')),
                ('place', models.CharField(max_length=300, verbose_name='địa điểm')),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosted_conferences', to='units.unit', verbose_name='đơn vị đăng cai')),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản của người chủ trì')),
                ('chair_name', models.CharField(blank=True, max_length=100, verbose_name='người chủ trì')),
                ('chair_post', models.CharField(blank=True, max_length=300, verbose_name='chức vụ người chủ trì')),
                ('chair_on_behalf_of', models.CharField(blank=True, max_length=300, verbose_name='chủ trì thay mặt')),
                ('secretary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản của thư ký')),
                ('secretary_name', models.CharField(blank=True, max_length=100, verbose_name='thư ký hội nghị')),
                ('secretary_post', models.CharField(blank=True, max_length=300, verbose_name='chức vụ thư ký')),
                ('minutes_signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conference', to='signatures.signingrequest', verbose_name='đề nghị ký biên bản')),
                ('conclusions', models.TextField(blank=True, verbose_name='kết luận của hội nghị')),
                ('state', records.choice_field.ChoiceField(choices=[('planned', 'Dự kiến'), ('open', 'Đang họp'), ('closed', 'Đã bế mạc')], default='planned', max_length=10, verbose_name='trạng thái')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian khai mạc')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận khai mạc')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian kết thúc')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian xác nhận bế mạc')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận bế mạc')),
            ],
            options={
                'verbose_name': 'hội nghị',
                'verbose_name_plural': 'hội nghị',
                'indexes': [models.Index(fields=['emulation_year', '-starts_at'], name='conferences_of_a_year'), models.Index(fields=['-starts_at', '-id'], name='conferences_in_order'), models.Index(condition=models.Q(('state', 'closed')), fields=['-starts_at', '-id'], name='conferences_closed_in_order'), models.Index(fields=['listed_year', '-starts_at', '-id'], name='conferences_of_the_city')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('place', ''), _negated=True)), name='conference_has_title_and_place'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['open', 'closed']), ('opened_at__isnull', False), ('opened_by__isnull', False)), models.Q(models.Q(('state__in', ['open', 'closed']), _negated=True), ('opened_at__isnull', True), ('opened_by__isnull', True)), _connector='OR'), name='conference_opened_when_open'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['closed']), ('ends_at__isnull', False), ('closed_at__isnull', False), ('closed_by__isnull', False)), models.Q(models.Q(('state__in', ['closed']), _negated=True), ('ends_at__isnull', True), ('closed_at__isnull', True), ('closed_by__isnull', True)), _connector='OR'), name='conference_closed_when_closed'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='conference_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('kind__in', ['launch', 'signing', 'launch_and_signing', 'midyear', 'yearend', 'other'])), name='conferences_conference_kind_check'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'open', 'closed'])), name='conferences_conference_state_check')],
            },
            bases=(units.ownership.YearOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='conferences.conference', verbose_name='hội nghị')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('kind', records.choice_field.ChoiceField(choices=[('report', 'Báo cáo, trình bày'), ('regulation', 'Thông qua quy chế'), ('vote', 'Thảo luận, biểu quyết'), ('opinions', 'Các đơn vị góp ý'), ('papers', 'Tham luận, trao đổi kinh nghiệm'), ('follow_up', 'Báo cáo thực hiện kết luận'), ('speech', 'Phát biểu'), ('award', 'Trao thưởng'), ('signing', 'Ký kết'), ('other', 'Nội dung khác')], max_length=10, verbose_name='loại nội dung')),
                ('title', models.CharField(max_length=300, verbose_name='nội dung')),
                ('speaker', models.CharField(blank=True, max_length=300, verbose_name='người trình bày')),
                ('on_behalf_of', models.CharField(blank=True, max_length=300, verbose_name='thay mặt')),
                ('subject_kind', models.CharField(blank=True, max_length=30, verbose_name='loại văn bản, hồ sơ')),
                ('subject_key', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='văn bản, hồ sơ')),
                ('note', models.TextField(blank=True, verbose_name='diễn biến')),
            ],
            options={
                'verbose_name': 'nội dung chương trình',
                'verbose_name_plural': 'chương trình',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('conference', 'position'), name='agenda_is_an_order'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='agenda_item_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('subject_key__isnull', True), ('subject_kind', '')), models.Q(models.Q(('subject_kind', ''), _negated=True), ('subject_key__isnull', False)), _connector='OR'), name='agenda_subject_has_kind_and_key'), models.CheckConstraint(condition=models.Q(('kind__in', ['report', 'regulation', 'vote', 'opinions', 'papers', 'follow_up', 'speech', 'award', 'signing', 'other'])), name='conferences_agendaitem_kind_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='conferences.conference', verbose_name='hội nghị')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='units.unit', verbose_name='đơn vị')),
                ('status', records.choice_field.ChoiceField(choices=[('present', 'Có mặt'), ('absent', 'Vắng'), ('excused_in_writing', 'Vắng (có văn bản báo cáo)')], max_length=20, verbose_name='điểm danh')),
                ('delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản của người đại diện')),
                ('representative_name', models.CharField(blank=True, max_length=100, verbose_name='người đại diện')),
                ('representative_post', models.CharField(blank=True, max_length=150, verbose_name='chức vụ')),
                ('recorded_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'điểm danh',
                'verbose_name_plural': 'điểm danh',
                'constraints': [models.UniqueConstraint(fields=('conference', 'unit'), name='one_attendance_a_unit'), models.CheckConstraint(condition=models.Q(('status__in', ['present', 'absent', 'excused_in_writing'])), name='conferences_attendance_status_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Companion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='companions', to='conferences.attendance', verbose_name='điểm danh')),
                ('name', models.CharField(max_length=100, verbose_name='họ và tên')),
                ('post', models.CharField(blank=True, max_length=150, verbose_name='chức vụ')),
            ],
            options={
                'verbose_name': 'người cùng dự',
                'verbose_name_plural': 'người cùng dự',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='companion_has_name'), models.UniqueConstraint(fields=('attendance', 'name', 'post'), name='companion_once')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='conferences.agendaitem', verbose_name='nội dung')),
                ('kind', records.choice_field.ChoiceField(choices=[('opinion', 'Ý kiến của đơn vị'), ('paper', 'Tham luận'), ('instruction', 'Ý kiến chỉ đạo'), ('conclusion', 'Kết luận'), ('handover', 'Trao thưởng')], max_length=15, verbose_name='loại')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='units.unit', verbose_name='đơn vị')),
                ('topic', records.choice_field.ChoiceField(blank=True, choices=[('', 'Chưa phân loại'), ('directions', 'Phương hướng, nhiệm vụ'), ('solutions', 'Giải pháp nâng cao chất lượng hoạt động'), ('links', 'Mối liên kết giữa các đơn vị'), ('other', 'Nội dung khác')], max_length=15, verbose_name='vấn đề')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='tên')),
                ('person_name', models.CharField(blank=True, max_length=100, verbose_name='người phát biểu')),
                ('person_post', models.CharField(blank=True, max_length=300, verbose_name='chức vụ')),
                ('on_behalf_of', models.CharField(blank=True, max_length=300, verbose_name='thay mặt')),
                ('receiver', models.CharField(blank=True, max_length=300, verbose_name='người nhận')),
                ('text', models.TextField(blank=True, verbose_name='nội dung')),
                ('outcome', records.choice_field.ChoiceField(blank=True, choices=[('', 'Chưa có kết quả'), ('noted', 'Tiếp thu, đưa vào biên bản'), ('answered', 'Đã giải trình tại hội nghị')], max_length=10, verbose_name='kết quả')),
                ('answer', models.TextField(blank=True, verbose_name='nội dung giải trình')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='records.document', verbose_name='tệp tham luận')),
                ('search_key', models.CharField(default='', editable=False, max_length=20000, verbose_name='khóa tìm kiếm')),
            ],
            options={
                'verbose_name': 'ý kiến, tham luận, trao thưởng',
                'verbose_name_plural': 'ý kiến, tham luận, trao thưởng',
                'ordering': ['pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(libraries.web.word_search.Words(models.F('search_key')), name='papers_by_words'), models.Index(condition=models.Q(('kind', 'paper')), fields=['-id'], name='papers_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['opinion', 'paper', 'handover']), ('unit__isnull', False)), models.Q(('kind__in', ['instruction', 'conclusion']), ('unit__isnull', True)), _connector='OR'), name='contribution_is_of_a_unit_where_units_speak'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['opinion', 'instruction', 'conclusion']), models.Q(('text', ''), _negated=True)), models.Q(('kind', 'paper'), models.Q(('title', ''), _negated=True), models.Q(models.Q(('text', ''), _negated=True), ('document__isnull', False), _connector='OR')), models.Q(('kind', 'handover'), models.Q(('title', ''), _negated=True)), _connector='OR'), name='contribution_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['instruction', 'handover']), _negated=True), models.Q(('person_name', ''), _negated=True), _connector='OR'), name='instruction_and_award_name_who'), models.CheckConstraint(condition=models.Q(('kind', 'opinion'), models.Q(('outcome', ''), ('topic', '')), _connector='OR'), name='only_opinions_are_answered'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(models.Q(('outcome', 'answered'), _negated=True), ('answer', '')), _connector='OR'), name='opinion_answered_in_words'), models.CheckConstraint(condition=models.Q(('document__isnull', True), ('kind', 'paper'), _connector='OR'), name='only_papers_have_a_file'), models.CheckConstraint(condition=models.Q(('kind__in', ['opinion', 'paper', 'instruction', 'conclusion', 'handover'])), name='conferences_contribution_kind_check'), models.CheckConstraint(condition=models.Q(('topic__in', ['', 'directions', 'solutions', 'links', 'other'])), name='conferences_contribution_topic_check'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'noted', 'answered'])), name='conferences_contribution_outcome_check')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='conferences.contribution', verbose_name='kết luận, chỉ đạo')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='units.unit', verbose_name='đơn vị')),
                ('task', models.CharField(max_length=500, verbose_name='nhiệm vụ')),
                ('due_at', models.DateTimeField(verbose_name='thời hạn')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người phụ trách')),
                ('state', records.choice_field.ChoiceField(choices=[('given', 'Đang thực hiện'), ('reported', 'Đã báo cáo'), ('done', 'Đã hoàn thành')], default='given', max_length=10, verbose_name='trạng thái')),
                ('report', models.TextField(blank=True, verbose_name='kết quả thực hiện')),
                ('evidence', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignment', to='records.document', verbose_name='tệp minh chứng')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian báo cáo')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người báo cáo')),
                ('returned_because', models.CharField(blank=True, max_length=500, verbose_name='lý do đề nghị bổ sung')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian xác nhận')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận')),
            ],
            options={
                'verbose_name': 'nhiệm vụ được giao',
                'verbose_name_plural': 'nhiệm vụ được giao',
                'indexes': [models.Index(fields=['due_at', 'id'], name='assignments_by_due_day'), models.Index(fields=['unit', 'state', 'due_at'], name='assignments_of_a_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('task', ''), _negated=True), name='assignment_says_what'), models.UniqueConstraint(fields=('contribution', 'unit'), name='one_assignment_a_unit'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['reported', 'done']), ('reported_at__isnull', False), ('reported_by__isnull', False)), models.Q(models.Q(('state__in', ['reported', 'done']), _negated=True), ('reported_at__isnull', True), ('reported_by__isnull', True)), _connector='OR'), name='assignment_reported_when_reported'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done']), ('done_at__isnull', False), ('done_by__isnull', False)), models.Q(models.Q(('state__in', ['done']), _negated=True), ('done_at__isnull', True), ('done_by__isnull', True)), _connector='OR'), name='assignment_done_when_done'), models.CheckConstraint(condition=models.Q(('state', 'given'), models.Q(('report', ''), _negated=True), _connector='OR'), name='assignment_report_has_words'), models.CheckConstraint(condition=models.Q(('state__in', ['given', 'reported', 'done'])), name='conferences_assignment_state_check')],
            },
            bases=(units.ownership.PartOf, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='conferences.conference', verbose_name='hội nghị')),
                ('name', models.CharField(max_length=100, verbose_name='họ và tên')),
                ('post', models.CharField(blank=True, max_length=300, verbose_name='chức vụ')),
                ('organisation', models.CharField(blank=True, max_length=300, verbose_name='cơ quan')),
                ('attended', models.BooleanField(blank=True, null=True, verbose_name='tham dự')),
            ],
            options={
                'verbose_name': 'đại biểu mời',
                'verbose_name_plural': 'đại biểu mời',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='guest_has_name')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ItemBallot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('agenda_item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held', to='conferences.agendaitem', verbose_name='nội dung')),
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='held_at', to='ballots.ballot', verbose_name='biểu quyết')),
            ],
            options={
                'verbose_name': 'biểu quyết tại hội nghị',
                'verbose_name_plural': 'biểu quyết tại hội nghị',
                'ordering': ['pk'],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('conference', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='conferences.conference', verbose_name='hội nghị')),
                ('number', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_pdf', to='records.document', verbose_name='bản PDF có xác nhận điện tử')),
                ('word', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_word', to='records.document', verbose_name='bản Word')),
                ('signing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('issued_at', models.DateTimeField(verbose_name='thời gian hoàn thành')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người hoàn thành')),
            ],
            options={
                'verbose_name': 'biên bản',
                'verbose_name_plural': 'biên bản',
                'constraints': [models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='minutes_have_a_number')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='News',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('conference', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='news', to='conferences.conference', verbose_name='hội nghị')),
                ('title', models.CharField(max_length=300, verbose_name='tiêu đề')),
                ('body', models.TextField(verbose_name='nội dung')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Bản nháp'), ('published', 'Đã đăng')], default='draft', max_length=10, verbose_name='trạng thái')),
                ('edited_at', models.DateTimeField(verbose_name='thời gian sửa')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian đăng')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đăng')),
            ],
            options={
                'verbose_name': 'tin bài',
                'verbose_name_plural': 'tin bài',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('body', ''), _negated=True)), name='news_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published']), ('published_at__isnull', False), ('published_by__isnull', False)), models.Q(models.Q(('state__in', ['published']), _negated=True), ('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='news_published_by_somebody'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published'])), name='conferences_news_state_check')],
            },
            bases=(units.ownership.PartOf, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='conferences.conference', verbose_name='hội nghị')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('caption', models.CharField(max_length=300, verbose_name='chú thích')),
                ('large', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='photo_large', to='records.document', verbose_name='ảnh để xem')),
                ('small', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='photo_small', to='records.document', verbose_name='ảnh nhỏ')),
                ('added_at', models.DateTimeField(verbose_name='thời gian thêm')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thêm')),
            ],
            options={
                'verbose_name': 'hình ảnh',
                'verbose_name_plural': 'hình ảnh',
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('caption', ''), _negated=True), name='photo_has_caption'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('conference', 'position'), name='photos_are_an_order')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conference',
            trigger=pgtrigger.compiler.Trigger(name='year_of_the_row', sql=records.triggers.TriggerSql(func='SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;\nRETURN NEW;', hash='b11e38e01264273876a874a0ad2da41682ca9fe9', operation='INSERT OR UPDATE', pgid='pgtrigger_year_of_the_row_12f8c', table='conferences_conference', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='itemballot',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='cf1f92d0ef06369e0f21663f1f7f68ff80a07408', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_deeb9', table='conferences_itemballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='itemballot',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='590e102cbf50f76ba87213947b34d289236dcdf3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_d91fb', table='conferences_itemballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='itemballot',
            trigger=pgtrigger.compiler.Trigger(name='ballot_of_its_year', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM conferences_agendaitem i\n        JOIN conferences_conference c ON c.id = i.conference_id\n        JOIN ballots_ballot b ON b.emulation_year_id = c.emulation_year_id\n    WHERE i.id = NEW.agenda_item_id AND b.id = NEW.ballot_id\n) THEN\n    RAISE EXCEPTION 'Biểu quyết không thuộc năm thi đua của hội nghị.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_of_the_year_of_its_conference';\nEND IF;\nRETURN NEW;", hash='8e0b6288582af6641db3e0eecb9d2b0a9d0d1be3', operation='INSERT', pgid='pgtrigger_ballot_of_its_year_42c5e', table='conferences_itemballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='843c8a4d40a7f5165ec2bc0539def0b6989bf16b', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_2b2c8', table='conferences_minutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='341036be790cc7ee194701487932891d2bc14cc5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_fba41', table='conferences_minutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='minutes_are_signed', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM signatures_signingrequest r JOIN conferences_conference c ON c.minutes_signing_id = r.id\n     WHERE r.id = NEW.signing_id AND c.id = NEW.conference_id\n       AND r.kind = 'minutes' AND r.state IN ('complete', 'issued')\n) THEN\n    RAISE EXCEPTION 'Biên bản chỉ hoàn thành sau khi thư ký và chủ tọa đã ký.'\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='4da463a929063eea20828847a945deeae7d3922f', operation='INSERT', pgid='pgtrigger_minutes_are_signed_1ea84', table='conferences_minutes', when='BEFORE')),
        ),
    ]
