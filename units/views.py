from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse


@login_not_required
def login(request):
    return HttpResponse("đăng nhập")


@login_not_required
def locked_out(request, credentials=None, *args, **kwargs):
    return HttpResponse("khóa", status=429)
