/** Tests of lists. */
@NullMarked
package io.kontor.app.page;

import org.jspecify.annotations.NullMarked;
