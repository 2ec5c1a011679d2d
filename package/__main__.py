"""`python -m gradreel`: the command line, where its script is not on the PATH."""

from gradreel.animate.cli import main

if __name__ == "__main__":
    main()
