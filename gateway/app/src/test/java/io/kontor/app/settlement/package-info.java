/** Tests of settlement. */
@NullMarked
package io.kontor.app.settlement;

import org.jspecify.annotations.NullMarked;
