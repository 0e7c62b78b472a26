/** How DSP messages are sent. Start at {@link io.kontor.extension.protocol.PatientDispatcher}. */
@NullMarked
package io.kontor.extension.protocol;

import org.jspecify.annotations.NullMarked;
