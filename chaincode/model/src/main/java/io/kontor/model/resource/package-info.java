/** Registered data resources, their dictionary, class and grade. Start at {@code Resource}. */
@NullMarked
package io.kontor.model.resource;

import org.jspecify.annotations.NullMarked;
