from django.http import HttpResponse


def login(request):
    return HttpResponse()


def locked_out(request, *a, **k):
    return HttpResponse(status=429)
