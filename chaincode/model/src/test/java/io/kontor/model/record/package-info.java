/** Every record of the model against its golden file. */
@NullMarked
package io.kontor.model.record;

import org.jspecify.annotations.NullMarked;
