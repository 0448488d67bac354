"""``{{ session.user_agent|device }}``: the device in the words of people."""

from django import template

from members.devices import device_of

register = template.Library()
register.filter("device", device_of)
