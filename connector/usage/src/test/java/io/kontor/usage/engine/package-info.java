/** Tests of the engine on the real contract in process. */
@NullMarked
package io.kontor.usage.engine;

import org.jspecify.annotations.NullMarked;
