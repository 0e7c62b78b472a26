/** What the gateway can be told, as documented records. Start at {@code GatewaySettings}. */
@ApplicationModule(displayName = "Settings")
@NullMarked
package io.kontor.app.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
