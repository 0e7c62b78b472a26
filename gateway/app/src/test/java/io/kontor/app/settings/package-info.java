/** Tests of the settings. */
@NullMarked
package io.kontor.app.settings;

import org.jspecify.annotations.NullMarked;
