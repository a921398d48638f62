"""Conferences as meetings at which ballots are held."""

from django.urls import reverse

from ballots.meetings import Meeting, register_meetings
from ballots.models import Ballot
from conferences.queries import conference_of


def _meeting(ballot: Ballot) -> Meeting | None:
    conference = conference_of(ballot)
    if conference is None:
        return None
    address = reverse("conferences:conference_detail", args=[conference.pk])
    return Meeting(conference.title, address, "Hội nghị", reverse("conferences:conference_list"))


register_meetings(_meeting)
