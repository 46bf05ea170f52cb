"""The subcommands of `coalition`, a module each: `main(argv)` gives the exit status. None needs pandas."""
