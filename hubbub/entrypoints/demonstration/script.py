"""Who is in the demonstration and what they write; invented, every name and number."""

from dataclasses import dataclass

ACCOUNT = "Northwind Outdoor"
PASSWORD = "walk-the-long-trail"  # noqa: S105 - everybody may know it, see below
"""Of everybody in the demonstration of `hubbub demo`, which is on this machine alone."""
DOMAIN = "northwind.example"


@dataclass(frozen=True, slots=True)
class Colleague:
    name: str
    handle: str
    """What stands before the @."""
    role: str
    """The beginning of a default role's name."""
    status: str = "offline"
    has_seat: bool = True


@dataclass(frozen=True, slots=True)
class Cast:
    """How the people of one demonstration sign in."""

    domain: str = DOMAIN
    password: str = PASSWORD

    def email(self, colleague: Colleague) -> str:
        return f"{colleague.handle}@{self.domain}"


FOUNDER = Colleague("Ana Horvat", "ana", "Account administrator", "available")
COLLEAGUES = (
    Colleague("Marko Babić", "marko", "Agent", "available"),
    Colleague("Priya Raman", "priya", "Agent", "available"),
    Colleague("Lea Novak", "lea", "Supervisor", "busy"),
    Colleague("Tom Okafor", "tom", "Agent", has_seat=False),
    Colleague("Ivo Marić", "ivo", "Viewer", has_seat=False),
)

SECOND_QUEUE = "Repairs"
WORK_IN_SECOND = {"marko": "agent", "lea": "agent", "ivo": "viewer"}
"""Handle, and as what."""


@dataclass(frozen=True, slots=True)
class Story:
    """One customer: what he writes, in turn with what he is answered, and how it ends."""

    phone: str
    name: str | None
    lines: tuple[str, ...]
    """Customer first, then by turns."""
    ending: str = "open"


STORIES = (
    Story("+385912000101", "Lucija Perić", (
        "Hi, has my tent been shipped yet? Order 4471.",
        "Good morning Lucija! It left our warehouse an hour ago, you will have it on Thursday.",
        "Perfect, thank you!",
    ), "solved"),
    Story("+385912000102", None, (
        "Do you repair zips on the Glacier jacket?",
        "We do. Send us a photo of the zip and we will tell you the price.",
        "I'll take one tonight",
    ), "waiting"),
    Story("+491701234500", "Jonas Weber", (
        "Guten Tag, passt der Rucksack als Handgepäck?",
        "Guten Tag Herr Weber, ja: 52 × 34 × 20 cm, das nehmen alle großen Gesellschaften.",
        "Super, dann bestelle ich ihn gleich. Gibt es ihn auch in Grün?",
    )),
    Story("+33612345601", "Camille Durand", (
        "Bonjour, je voudrais échanger mes chaussures contre une taille 39.",
    )),
    Story("+447700900142", "Amir Haddad", (
        "The stove I got yesterday will not light. I am at the campsite and it is getting dark 😬",
        "That is no fun, sorry! Turn the valve fully left, wait ten seconds, then press the "
        "igniter three times quickly.",
        "It works!! You saved dinner",
    ), "solved"),
    Story("+385912000103", "Petra Jurić", (
        "Kada otvarate dućan u Splitu?",
        "Otvaramo 1. ožujka, u Ulici slobode 12. Veselimo se!",
    ), "closed"),
    Story("+12025550163", None, ("Can I pay in instalments?",)),
    Story("+385912000104", "Nina Kovač", (
        "I was charged twice for order 4502, please look at it today.",
    )),
    Story("+819012345678", "田中 美咲", ("寝袋の返品はできますか？", )),
    Story("+306912345678", "Ελένη Παππά", (
        "Καλησπέρα, υπάρχει ακόμα η κόκκινη σκηνή;",
        "Good evening! Yes, two are left. Shall I put one aside for you?",
    ), "waiting"),
)  # fmt: skip

PASSERS_BY = (
    "Is the shop in Zagreb open on Sunday?",
    "My parcel says delivered but nothing is here",
    "Which boots would you take for Velebit in April?",
    "Could you change the address of order 4519, please?",
    "Do gift cards expire?",
    "The discount code does not work",
    "How do I wash a down jacket?",
    "Thanks for the quick help last week!",
)
