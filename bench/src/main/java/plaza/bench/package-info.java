/// Measurements of Plaza against named peers and limits, each as a ratio within one run.
@NullMarked
package plaza.bench;

import org.jspecify.annotations.NullMarked;
