# Renders the lecture's replay, and whatever else gradreel makes:
#   docker build --tag gradreel .
#   docker run --rm --user "$(id -u)" --volume "$PWD:/work" gradreel
#   docker run --rm --user "$(id -u)" --volume "$PWD:/work" gradreel still right_angle -o corner.png
FROM python:3.13-slim

COPY . /source
RUN pip install --no-cache-dir /source && rm -r /source

# No root in the container, and what is made belongs to whoever `--user` says.
RUN useradd --create-home reel
USER reel
WORKDIR /work
ENTRYPOINT ["gradreel"]
CMD ["render", "adagrad_replay", "-o", "adagrad_replay.mp4", "-o", "adagrad_replay.gif"]
