import django.db.models.deletion
import records.choice_field
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
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bloc', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.bloc', verbose_name='khối')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mails', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
                ('address', models.CharField(max_length=254, verbose_name='địa chỉ')),
                ('subject', models.CharField(max_length=300, verbose_name='tiêu đề')),
                ('body', models.TextField(verbose_name='nội dung')),
                ('html', models.TextField(blank=True, verbose_name='nội dung có định dạng')),
                ('calendar', models.TextField(blank=True, verbose_name='tệp lịch')),
                ('url', models.CharField(blank=True, max_length=300, verbose_name='trang')),
                ('key', models.CharField(blank=True, max_length=200, verbose_name='khóa gửi một lần')),
                ('state', records.choice_field.ChoiceField(choices=[('queued', 'Chờ gửi'), ('sent', 'Đã gửi'), ('failed', 'Không gửi được')], default='queued', max_length=10, verbose_name='trạng thái')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='số lần gửi')),
                ('next_attempt_at', models.DateTimeField(null=True, verbose_name='lần gửi tới')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('last_error', models.TextField(blank=True, verbose_name='lỗi gần nhất')),
                ('created_at', models.DateTimeField(verbose_name='lập lúc')),
                ('hold_until', models.DateTimeField(null=True, verbose_name='giữ lại đến')),
            ],
            options={
                'verbose_name': 'thư gửi đi',
                'verbose_name_plural': 'thư gửi đi',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['next_attempt_at'], name='mail_due'), models.Index(fields=['bloc', 'state', '-created_at'], name='mail_outbox_of_bloc')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sent']), ('sent_at__isnull', False)), models.Q(models.Q(('state__in', ['sent']), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='mail_sent_at_when_sent'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['queued']), ('next_attempt_at__isnull', False)), models.Q(models.Q(('state__in', ['queued']), _negated=True), ('next_attempt_at__isnull', True)), _connector='OR'), name='mail_next_attempt_when_queued'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('attempts__gte', 1), models.Q(('last_error', ''), _negated=True)), _connector='OR'), name='mail_failed_says_why'), models.CheckConstraint(condition=models.Q(('subject__regex', '^[^\\x01-\\x1f\\x7f]*$'), models.Q(('subject', ''), _negated=True)), name='mail_subject_one_line'), models.CheckConstraint(condition=models.Q(('address__regex', '^[^\\s]+@[^\\s]+$')), name='mail_address_shape'), models.CheckConstraint(condition=models.Q(('url__regex', '^(/|/[^/\\\\\\s][^\\\\\\s]*)?$')), name='mail_url_local'), models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('recipient', 'key'), name='one_mail_a_person_a_key'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sent', 'failed'])), name='notices_outgoingmail_state_check')],
            },
            bases=(units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
                ('bloc', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.bloc', verbose_name='khối')),
                ('title', models.CharField(max_length=200, verbose_name='tiêu đề')),
                ('body', models.TextField(blank=True, verbose_name='nội dung')),
                ('url', models.CharField(blank=True, max_length=300, verbose_name='trang')),
                ('key', models.CharField(blank=True, max_length=200, verbose_name='khóa gửi một lần')),
                ('about', models.CharField(blank=True, max_length=100, verbose_name='việc được đề nghị')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='làm được đến')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='xong việc lúc')),
                ('mail', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='notices.outgoingmail', verbose_name='thư')),
                ('created_at', models.DateTimeField(verbose_name='lúc')),
                ('read_at', models.DateTimeField(null=True, verbose_name='đã đọc lúc')),
            ],
            options={
                'verbose_name': 'thông báo',
                'verbose_name_plural': 'thông báo',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['user', '-created_at', '-id'], name='notice_inbox'), models.Index(condition=models.Q(('done_at__isnull', True), ('read_at__isnull', True)), fields=['user', '-created_at', '-id'], name='notice_unread'), models.Index(condition=models.Q(('done_at__isnull', True), models.Q(('about', ''), _negated=True)), fields=['about'], name='notice_asking')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title__regex', '^[^\\x01-\\x1f\\x7f]*$'), models.Q(('title', ''), _negated=True)), name='notice_title_one_line'), models.CheckConstraint(condition=models.Q(('url__regex', '^(/|/[^/\\\\\\s][^\\\\\\s]*)?$')), name='notice_url_local'), models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('user', 'key'), name='one_notice_a_person_a_key'), models.CheckConstraint(condition=models.Q(models.Q(('about', ''), _negated=True), models.Q(('done_at__isnull', True), ('until__isnull', True)), _connector='OR'), name='notice_ends_with_its_matter')],
            },
        ),
    ]
