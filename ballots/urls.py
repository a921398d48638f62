"""Pages of ballots (/bieu-quyet/). A meeting opens its ballots on a page of its own."""

from django.urls import path

from ballots.views import ballot, printed, secret

app_name = "ballots"
urlpatterns = [
    path("<int:pk>/", ballot.ballot_detail, name="ballot_detail"),
    path("<int:pk>/bo-phieu/", ballot.vote_cast, name="vote_cast"),
    path("<int:pk>/ghi-phieu/", ballot.record_votes, name="record_votes"),
    path("<int:pk>/kiem-phieu/", ballot.close_ballot, name="close_ballot"),
    path("<int:pk>/phieu-kin/", secret.secret_paper, name="secret_paper"),
    path("<int:pk>/phieu-kin/ket-thuc/", secret.end_vote, name="end_vote"),
    path("<int:pk>/phieu-kin/ma/", secret.teller_key, name="teller_key"),
    path("<int:pk>/phieu-kin/kiem/", secret.papers_count, name="papers_count"),
    path("<int:pk>/phieu-kin/huy/", secret.ballot_void, name="ballot_void"),
    path("<int:pk>/phieu-kin/cong-bo/", secret.papers_published, name="papers_published"),
    path("<int:pk>/phieu-kin/bien-ban/pdf/", secret.counting_pdf, name="counting_pdf"),
    path("<int:pk>/phieu-kin/bien-ban/word/", secret.counting_word, name="counting_word"),
    path("<int:pk>/phieu-in/pdf/", printed.paper_pdf, name="paper_pdf"),
    path("<int:pk>/phieu-in/kiem/", printed.papers_tally, name="papers_tally"),
    path("chuong-trinh-kiem-lai/", secret.check_program, name="check_program"),
]
