"""Pages of ballots (/bieu-quyet/). A meeting opens its ballots on a page of its own."""

from django.urls import path

from ballots.views import ballot

app_name = "ballots"
urlpatterns = [
    path("<int:pk>/", ballot.ballot_detail, name="ballot_detail"),
    path("<int:pk>/bo-phieu/", ballot.vote_cast, name="vote_cast"),
    path("<int:pk>/ghi-phieu/", ballot.record_votes, name="record_votes"),
    path("<int:pk>/kiem-phieu/", ballot.close_ballot, name="close_ballot"),
]
