/// What becomes of the promises when the engines of a cluster, and its nodes, die, forget, or are
/// put back: real processes under load, and the checkers of the simulation.
package plaza.spec.fault;
