/**
 * The frame of all pages: top bar, menu, languages, words of states and refusals, the home page and logging in. Start at {@code
 * Words}.
 */
@ApplicationModule(displayName = "Portal frame")
@NullMarked
package io.kontor.app.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
