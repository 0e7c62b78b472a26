/** HTTP server, data sources, view, process and download, data-plane signaling endpoint. */
@org.jspecify.annotations.NullMarked
package io.kontor.dataplane;
