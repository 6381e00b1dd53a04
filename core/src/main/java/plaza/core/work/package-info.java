/// CPU-heavy work, kept apart from the threads that serve calls, and shared out fairly between
/// applications.
@NullMarked
package plaza.core.work;

import org.jspecify.annotations.NullMarked;
