"""What every page's frame needs: the bloc, the menu, the unread notices."""


def page_frame(request):
    return {"menu": [], "bloc": None, "unread_notices": 0, "sample_mode": False}
