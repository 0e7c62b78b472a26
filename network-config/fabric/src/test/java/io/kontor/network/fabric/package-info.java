/** What a network is made of, without the Fabric commands; the network itself is tested in the test kit. */
@NullMarked
package io.kontor.network.fabric;

import org.jspecify.annotations.NullMarked;
