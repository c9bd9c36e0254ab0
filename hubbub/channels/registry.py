"""The list of channels: one line each."""

from hubbub.channels.sms.channel import SMS

CHANNELS = (SMS,)
