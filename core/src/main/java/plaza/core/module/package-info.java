/// What the services of every feature are made of.
@NullMarked
package plaza.core.module;

import org.jspecify.annotations.NullMarked;
