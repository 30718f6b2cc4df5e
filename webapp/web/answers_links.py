"""The JSON bodies that are answered about links."""

from pydantic import AwareDatetime, BaseModel

from webapp.web.answers import DeviceAnswer


class LinkAnswer(BaseModel):
    """A fresh link: its address, the code to type instead, and until when both hold."""

    id: int
    url: str
    code: str
    expires_at: AwareDatetime


class LinkProgressAnswer(BaseModel):
    """How far a link has come: waiting, expired, joined, connected or arrived; and its device."""

    id: int
    stage: str
    device: DeviceAnswer | None
