/** Tests of the mirrors. */
@NullMarked
package io.kontor.app.mirror;

import org.jspecify.annotations.NullMarked;
