"""When: the timetable, time phrases, catching up, retrying. Pure; time is an argument."""
