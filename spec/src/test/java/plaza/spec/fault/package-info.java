/// The guarantees under faults of a cluster's engines and nodes: real processes under load, and
/// the checkers of the simulation.
package plaza.spec.fault;
