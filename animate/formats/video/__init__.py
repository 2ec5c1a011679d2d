"""Pictures at one rate: MP4, WebM, MOV."""
