"""What a plan is: standard library only, no Qt, no SQL, no files, no clock."""
