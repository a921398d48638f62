import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import libraries.web.clock
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
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.RunSQL(
            sql="\nCREATE FUNCTION key_words(key text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$\nDECLARE\n    parts text := replace(key, '/', ' ');\nBEGIN\n    IF position('-' in key) > 0 THEN\n        key := concat(key, ' ', parts, ' ', replace(parts, '-', ' '));\n    ELSIF parts <> key THEN\n        key := concat(key, ' ', parts);\n    END IF;\n    RETURN array_to_tsvector(array_remove(string_to_array(key, ' '), ''));\nEND $$\n",
            reverse_sql='DROP FUNCTION key_words(text)',
        ),
        migrations.CreateModel(
            name='Bloc',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='mã')),
                ('kind', records.choice_field.ChoiceField(choices=[('bloc', 'Khối thi đua'), ('cluster', 'Cụm thi đua')], default='bloc', max_length=10, verbose_name='loại')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('short_name', models.CharField(max_length=60, verbose_name='tên gọn')),
                ('series_code', models.CharField(default='KTĐ', max_length=20, verbose_name='ký hiệu văn bản')),
                ('field', models.CharField(blank=True, max_length=300, verbose_name='lĩnh vực')),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=500, verbose_name='khóa sắp xếp')),
                ('search_key', models.CharField(editable=False, max_length=600, verbose_name='khóa tìm kiếm')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='địa danh trên văn bản')),
                ('superior', models.CharField(blank=True, max_length=200, verbose_name='cơ quan chủ quản trên văn bản')),
                ('contact', models.CharField(blank=True, max_length=300, verbose_name='liên hệ Tổ thư ký')),
                ('quorum_numerator', models.PositiveSmallIntegerField(default=2, verbose_name='tỷ lệ đơn vị phải có mặt: tử số')),
                ('quorum_denominator', models.PositiveSmallIntegerField(default=3, verbose_name='tỷ lệ đơn vị phải có mặt: mẫu số')),
                ('adoption_numerator', models.PositiveSmallIntegerField(default=50, verbose_name='tỷ lệ đồng ý để thông qua: tử số')),
                ('adoption_denominator', models.PositiveSmallIntegerField(default=100, verbose_name='tỷ lệ đồng ý để thông qua: mẫu số')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='thôi hoạt động từ ngày')),
            ],
            options={
                'verbose_name': 'khối thi đua',
                'verbose_name_plural': 'các khối thi đua',
                'indexes': [models.Index(fields=['sort_key', 'id'], name='blocs_in_order'), django.contrib.postgres.indexes.GinIndex(libraries.web.word_search.Words(models.F('search_key')), name='blocs_by_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quorum_numerator__gte', 1), ('quorum_numerator__lte', models.F('quorum_denominator'))), name='bloc_quorum_is_a_share'), models.CheckConstraint(condition=models.Q(('adoption_numerator__gte', 1), ('adoption_numerator__lt', models.F('adoption_denominator'))), name='bloc_adoption_is_a_share'), models.CheckConstraint(condition=models.Q(('kind__in', ['bloc', 'cluster'])), name='units_bloc_kind_check')],
            },
        ),
        migrations.CreateModel(
            name='City',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('name', models.CharField(max_length=100, verbose_name='tên thành phố')),
                ('short_name', models.CharField(max_length=60, verbose_name='tên gọn')),
                ('place', models.CharField(max_length=100, verbose_name='địa danh trên văn bản')),
                ('superior', models.CharField(max_length=200, verbose_name='cơ quan chủ quản trên văn bản')),
                ('committee', models.CharField(max_length=150, verbose_name='Ủy ban nhân dân')),
                ('chair', models.CharField(max_length=150, verbose_name='Chủ tịch Ủy ban nhân dân')),
                ('body', models.CharField(max_length=200, verbose_name='cơ quan thường trực thi đua, khen thưởng')),
                ('body_short', models.CharField(max_length=60, verbose_name='tên gọn của cơ quan thường trực')),
                ('contact_name', models.CharField(blank=True, max_length=150, verbose_name='người liên hệ')),
                ('contact_phone', models.CharField(blank=True, max_length=20, verbose_name='điện thoại liên hệ')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử liên hệ')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'thông tin thành phố',
                'verbose_name_plural': 'thông tin thành phố theo thời gian',
                'ordering': ['valid_from'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_city_at_a_time'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='city_period_forward'), models.CheckConstraint(condition=models.Q(('name', ''), ('place', ''), ('committee', ''), ('chair', ''), ('body', ''), ('body_short', ''), _connector='OR', _negated=True), name='city_has_its_names')],
            },
        ),
        migrations.CreateModel(
            name='EmulationYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='units.bloc', verbose_name='khối')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('theme', models.CharField(blank=True, max_length=300, verbose_name='chủ đề năm')),
                ('theme_source', models.CharField(blank=True, max_length=300, verbose_name='nguồn của chủ đề')),
                ('units_source', models.TextField(blank=True, verbose_name='nguồn của danh sách đơn vị')),
            ],
            options={
                'verbose_name': 'năm thi đua',
                'verbose_name_plural': 'các năm thi đua',
                'ordering': ['-year'],
                'indexes': [models.Index(fields=['-year', 'id'], name='years_newest_first')],
                'constraints': [models.UniqueConstraint(fields=('bloc', 'year'), name='one_year_row_a_bloc'), models.CheckConstraint(condition=models.Q(('year__gte', 1948), ('year__lte', 2100)), name='emulation_year_plausible')],
            },
            bases=(units.ownership.BlocOwned, models.Model),
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='units.bloc', verbose_name='khối')),
                ('slug', models.SlugField(max_length=80, verbose_name='mã')),
                ('kind', records.choice_field.ChoiceField(choices=[('agency', 'Cơ quan nhà nước'), ('enterprise', 'Doanh nghiệp'), ('project_board', 'Ban quản lý dự án')], max_length=20, verbose_name='loại hình')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='thôi là thành viên từ ngày')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'verbose_name_plural': 'các đơn vị',
                'constraints': [models.UniqueConstraint(fields=('bloc', 'slug'), name='one_slug_a_unit_in_a_bloc'), models.CheckConstraint(condition=models.Q(('kind__in', ['agency', 'enterprise', 'project_board'])), name='units_unit_kind_check')],
            },
            bases=(units.ownership.BlocOwned, models.Model),
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='units.emulationyear', verbose_name='năm thi đua')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='units.unit', verbose_name='đơn vị')),
                ('role', records.choice_field.ChoiceField(choices=[('head', 'Khối trưởng'), ('deputy', 'Khối phó'), ('member', 'Thành viên')], default='member', max_length=10, verbose_name='vai trò')),
                ('display_order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'vai trò trong năm',
                'verbose_name_plural': 'vai trò các đơn vị trong năm',
                'ordering': ['display_order'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('emulation_year_id'), models.F('emulation_year_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('unit_id'), models.F('unit_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_seat_a_unit_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'head')), expressions=[(models.Func(models.F('emulation_year_id'), models.F('emulation_year_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_head_unit_at_a_time'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='seat_period_forward'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('emulation_year', 'display_order'), name='seat_order_is_an_order'), models.CheckConstraint(condition=models.Q(('role__in', ['head', 'deputy', 'member'])), name='units_seat_role_check')],
            },
            bases=(units.ownership.YearOwned, models.Model),
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='units.unit', verbose_name='đơn vị')),
                ('name', models.CharField(max_length=200, verbose_name='tên đầy đủ')),
                ('short_name', models.CharField(blank=True, max_length=80, verbose_name='tên gọn')),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=500, verbose_name='khóa sắp xếp')),
                ('search_key', models.CharField(editable=False, max_length=300, verbose_name='khóa tìm kiếm')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'tên đơn vị',
                'verbose_name_plural': 'tên đơn vị theo thời gian',
                'ordering': ['valid_from'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit_id'), models.F('unit_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='unit_one_name_at_a_time'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='unit_name_period_forward'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='unit_name_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'Tên đăng nhập này đã có. Chọn tên khác.'}, max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9._-]*$', 'Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.')], verbose_name='tên đăng nhập')),
                ('full_name', models.CharField(max_length=100, verbose_name='họ và tên')),
                ('salutation', records.choice_field.ChoiceField(choices=[('Đồng chí', 'Đồng chí'), ('Ông', 'Ông'), ('Bà', 'Bà')], default='Đồng chí', max_length=10, verbose_name='cách xưng hô')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='điện thoại')),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=300, verbose_name='khóa sắp xếp')),
                ('search_key', models.CharField(editable=False, max_length=150, verbose_name='khóa tìm kiếm')),
                ('is_active', models.BooleanField(default=True, verbose_name='đang hoạt động')),
                ('is_staff', models.BooleanField(default=False, verbose_name='quản trị kỹ thuật')),
                ('date_joined', models.DateTimeField(default=libraries.web.clock.now, verbose_name='tham gia từ')),
                ('login_generation', models.PositiveIntegerField(default=0, editable=False, verbose_name='lượt đăng nhập bị kết thúc')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'tài khoản',
                'verbose_name_plural': 'tài khoản',
                'ordering': ['sort_key'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(libraries.web.word_search.Words(models.F('search_key')), name='people_by_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('username__regex', '^[a-z0-9][a-z0-9._-]*$')), name='username_is_ascii'), models.CheckConstraint(condition=models.Q(('salutation__in', ['Đồng chí', 'Ông', 'Bà'])), name='units_user_salutation_check')],
            },
        ),
        migrations.CreateModel(
            name='BoardSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='board_seats', to=settings.AUTH_USER_MODEL, verbose_name='người giữ')),
                ('title', models.CharField(max_length=150, verbose_name='chức danh')),
                ('can_decide', models.BooleanField(default=False, verbose_name='trình, nhập quyết định của thành phố')),
                ('from_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị công tác')),
            ],
            options={
                'verbose_name': 'thành viên cơ quan thường trực',
                'verbose_name_plural': 'cơ quan thường trực',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('user_id'), models.F('user_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_board_seat_a_person'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='board_period_forward')],
            },
        ),
        migrations.CreateModel(
            name='FailedProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='failed_proofs', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
                ('factor', records.choice_field.ChoiceField(choices=[('password', 'Mật khẩu'), ('code', 'Mã OTP')], max_length=10, verbose_name='yếu tố')),
                ('at', models.DateTimeField(verbose_name='thời điểm')),
            ],
            options={
                'verbose_name': 'lần xác nhận sai',
                'verbose_name_plural': 'các lần xác nhận sai',
                'indexes': [models.Index(fields=['user', 'at'], name='failed_proofs_of_a_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('factor__in', ['password', 'code'])), name='units_failedproof_factor_check')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL, verbose_name='người được mời')),
                ('purpose', records.choice_field.ChoiceField(choices=[('account', 'Kích hoạt tài khoản'), ('password', 'Đặt lại mật khẩu')], max_length=10, verbose_name='mục đích')),
                ('way', records.choice_field.ChoiceField(choices=[('mail', 'Gửi qua thư điện tử'), ('letter', 'Giao trực tiếp bằng giấy')], max_length=10, verbose_name='cách gửi')),
                ('address', models.CharField(blank=True, max_length=254, verbose_name='địa chỉ thư')),
                ('token_hash', models.CharField(max_length=64, unique=True, verbose_name='mã kiểm tra toàn vẹn của mã đường dẫn')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi')),
                ('made_at', models.DateTimeField(verbose_name='gửi lúc')),
                ('expires_at', models.DateTimeField(verbose_name='hết hạn lúc')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='sử dụng lúc')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='thay thế lúc')),
            ],
            options={
                'verbose_name': 'thư mời',
                'verbose_name_plural': 'thư mời',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('token_hash__regex', '^[0-9a-f]{64}$')), name='invitation_hash_shape'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='invitation_expires_later'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('replaced_at__isnull', True), _connector='OR'), name='invitation_used_or_replaced'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('accepted_at__lt', models.F('expires_at')), _connector='OR'), name='invitation_used_in_time'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'mail'), models.Q(('address', ''), _negated=True)), models.Q(('way', 'letter'), ('address', '')), _connector='OR'), name='invitation_mail_has_an_address'), models.UniqueConstraint(condition=models.Q(('accepted_at__isnull', True), ('replaced_at__isnull', True)), fields=('person', 'purpose'), name='one_open_invitation_a_purpose'), models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'password'])), name='units_invitation_purpose_check'), models.CheckConstraint(condition=models.Q(('way__in', ['mail', 'letter'])), name='units_invitation_way_check')],
            },
        ),
        migrations.CreateModel(
            name='OperatorSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='operator_seats', to=settings.AUTH_USER_MODEL, verbose_name='người giữ')),
                ('title', models.CharField(default='Quản trị hệ thống', max_length=150, verbose_name='chức danh')),
            ],
            options={
                'verbose_name': 'người quản trị',
                'verbose_name_plural': 'những người quản trị',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('user_id'), models.F('user_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_operator_seat_a_person'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='operator_period_forward')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='units.bloc', verbose_name='khối')),
                ('kind', records.choice_field.ChoiceField(choices=[('bloc_made', 'Lập khối, cụm'), ('bloc_renamed', 'Đổi tên khối, cụm'), ('bloc_ended', 'Giải thể khối, cụm'), ('unit_made', 'Thành lập đơn vị'), ('renamed', 'Đổi tên đơn vị'), ('name_corrected', 'Đính chính tên đơn vị'), ('merged', 'Hợp nhất, sáp nhập đơn vị'), ('split', 'Chia, tách đơn vị'), ('ended', 'Giải thể đơn vị'), ('joined', 'Đơn vị tham gia khối'), ('left', 'Đơn vị thôi tham gia khối'), ('role', 'Thay đổi vai trò trong năm')], max_length=20, verbose_name='loại thay đổi')),
                ('effective_on', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('summary', models.CharField(max_length=1000, verbose_name='nội dung thay đổi')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='lý do')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu văn bản')),
                ('document_date', models.DateField(blank=True, null=True, verbose_name='ngày văn bản')),
                ('file_sha256', models.CharField(blank=True, max_length=64, verbose_name='mã kiểm tra toàn vẹn của tệp văn bản')),
                ('emulation_year', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='units.emulationyear', verbose_name='năm thi đua')),
                ('is_correction', models.BooleanField(default=False, verbose_name='điều chỉnh năm đã kết thúc')),
                ('recorded_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'thay đổi tổ chức',
                'verbose_name_plural': 'thay đổi tổ chức',
                'ordering': ['-effective_on', '-pk'],
                'indexes': [models.Index(fields=['bloc', '-effective_on', '-id'], name='changes_of_a_bloc')],
                'constraints': [models.CheckConstraint(condition=models.Q(('summary', ''), _negated=True), name='change_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('document_number', ''), ('document_date', None)), models.Q(models.Q(('document_number', ''), _negated=True), ('document_date__isnull', False)), _connector='OR'), name='change_paper_has_number_and_date'), models.CheckConstraint(condition=models.Q(('file_sha256', ''), ('file_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='change_file_sha256_shape'), models.CheckConstraint(condition=models.Q(('is_correction', False), models.Q(models.Q(('reason', ''), _negated=True), ('emulation_year__isnull', False)), _connector='OR'), name='correction_says_why_and_of_which_year'), models.CheckConstraint(condition=models.Q(('kind__in', ['bloc_made', 'bloc_renamed', 'bloc_ended', 'unit_made', 'renamed', 'name_corrected', 'merged', 'split', 'ended', 'joined', 'left', 'role'])), name='units_organisationchange_kind_check')],
            },
            bases=(units.ownership.BlocOwned, models.Model),
        ),
        migrations.CreateModel(
            name='ChangedUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='units.organisationchange', verbose_name='thay đổi')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='units.unit', verbose_name='đơn vị')),
                ('side', records.choice_field.ChoiceField(choices=[('before', 'Trước thay đổi'), ('after', 'Sau thay đổi')], max_length=10, verbose_name='trước, sau')),
            ],
            options={
                'verbose_name': 'đơn vị trong thay đổi',
                'verbose_name_plural': 'đơn vị trong thay đổi',
                'constraints': [models.UniqueConstraint(fields=('change', 'unit', 'side'), name='one_mention_a_unit_a_change'), models.CheckConstraint(condition=models.Q(('side__in', ['before', 'after'])), name='units_changedunit_side_check')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='người giữ')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='units.unit', verbose_name='đơn vị')),
                ('title', models.CharField(max_length=150, verbose_name='chức vụ')),
                ('is_leader', models.BooleanField(default=False, verbose_name='là thủ trưởng đơn vị')),
            ],
            options={
                'verbose_name': 'chức vụ',
                'verbose_name_plural': 'chức vụ',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_leader', True)), expressions=[(models.Func(models.F('unit_id'), models.F('unit_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='unit_one_leader_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit_id'), models.F('unit_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('user_id'), models.F('user_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_post_a_person_a_unit'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='post_period_forward')],
            },
            bases=(units.ownership.UnitOwned, models.Model),
        ),
        migrations.CreateModel(
            name='SecretariatSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secretariat_seats', to=settings.AUTH_USER_MODEL, verbose_name='người giữ')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secretariat_seats', to='units.bloc', verbose_name='khối')),
                ('title', models.CharField(default='Tổ thư ký', max_length=150, verbose_name='chức danh')),
            ],
            options={
                'verbose_name': 'thành viên Tổ thư ký',
                'verbose_name_plural': 'Tổ thư ký',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('bloc_id'), models.F('bloc_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('user_id'), models.F('user_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_secretariat_seat_a_person'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='secretariat_period_forward')],
            },
            bases=(units.ownership.BlocOwned, models.Model),
        ),
        migrations.CreateModel(
            name='SigningAuthority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorities', to='units.unit', verbose_name='đơn vị')),
                ('grantor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='granted_authorities', to=settings.AUTH_USER_MODEL, verbose_name='người ủy quyền')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorities', to=settings.AUTH_USER_MODEL, verbose_name='người được ủy quyền')),
                ('capacity', records.choice_field.ChoiceField(choices=[('KT.', 'Ký thay (KT.)'), ('TL.', 'Thừa lệnh (TL.)'), ('TUQ.', 'Thừa ủy quyền (TUQ.)')], max_length=5, verbose_name='tư cách ký')),
                ('title', models.CharField(max_length=150, verbose_name='chức vụ người ký')),
                ('reference', models.CharField(max_length=200, verbose_name='văn bản ủy quyền')),
            ],
            options={
                'verbose_name': 'ủy quyền ký',
                'verbose_name_plural': 'ủy quyền ký',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('unit_id'), models.F('unit_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('holder_id'), models.F('holder_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_authority_a_person_a_unit'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='authority_period_forward'), models.CheckConstraint(condition=models.Q(('grantor', models.F('holder')), _negated=True), name='nobody_authorises_oneself'), models.CheckConstraint(condition=models.Q(('capacity__in', ['KT.', 'TL.', 'TUQ.'])), name='units_signingauthority_capacity_check')],
            },
            bases=(units.ownership.UnitOwned, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='city',
            trigger=pgtrigger.compiler.Trigger(name='closed_period_stands', sql=records.triggers.TriggerSql(func="IF OLD.valid_to IS NOT NULL AND OLD.valid_to <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AND (\n    NEW.name, NEW.short_name, NEW.place, NEW.superior, NEW.committee, NEW.chair, NEW.body, NEW.body_short,\n    NEW.valid_from, NEW.valid_to\n) IS DISTINCT FROM (\n    OLD.name, OLD.short_name, OLD.place, OLD.superior, OLD.committee, OLD.chair, OLD.body, OLD.body_short,\n    OLD.valid_from, OLD.valid_to\n) THEN\n    RAISE EXCEPTION 'Tên gọi của giai đoạn đã kết thúc không sửa được.' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;", hash='fbc9fc77473984ad659fb31dd1c6259e56c11554', operation='UPDATE', pgid='pgtrigger_closed_period_stands_5e1b0', table='units_city', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='seat_within_its_year', sql=records.triggers.TriggerSql(declare='DECLARE year integer;', func="SELECT y.year INTO year FROM units_emulationyear y WHERE y.id = NEW.emulation_year_id;\nIF date_part('year', NEW.valid_from) <> year\n   OR (NEW.valid_to IS NOT NULL AND NEW.valid_to > make_date(year, 12, 31)) THEN\n    RAISE EXCEPTION 'Vai trò của đơn vị nằm trong năm thi đua %.', year USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='e66235eee541c84cbe4ad2da2d84dd87a45d10da', operation='INSERT OR UPDATE', pgid='pgtrigger_seat_within_its_year_d1595', table='units_seat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationchange',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='19176b6c62b156e3c94168a8c9227c00e8170df0', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_cf25b', table='units_organisationchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationchange',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='f6d223237a03fbb04c7fe74e309b176127cd550f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_50ba8', table='units_organisationchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='changedunit',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='33b22bc97e0c173541e40c04dcc8396e26b03662', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_8688b', table='units_changedunit', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='changedunit',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='0ea67621353c59ae030964514d5cf113d28240aa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_bb60f', table='units_changedunit', when='BEFORE')),
        ),
    ]
