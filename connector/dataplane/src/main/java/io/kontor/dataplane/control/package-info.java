/**
 * The supplier's control listener: data-plane signaling from the control plane, which flows are started, and what the operator asks for
 * (SES-10, DPL-30 to DPL-36). Start at {@link io.kontor.dataplane.control.ControlServer}.
 */
@NullMarked
package io.kontor.dataplane.control;

import org.jspecify.annotations.NullMarked;
