"""python -m solver.engine: make the kernels ready."""

from solver.engine.ready import make_ready

if __name__ == "__main__":
    make_ready()
