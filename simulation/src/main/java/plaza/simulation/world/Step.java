package plaza.simulation.world;

/// A task that can go on, and how.
record Step(Task task, Runnable goOn) {}
