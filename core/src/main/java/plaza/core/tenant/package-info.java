/// Applications (the tenants), their settings and their keys.
@NullMarked
package plaza.core.tenant;

import org.jspecify.annotations.NullMarked;
