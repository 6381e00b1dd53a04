/// The routes for operators: health, readiness, metrics, OpenAPI.
@NullMarked
package plaza.edge.operations;

import org.jspecify.annotations.NullMarked;
