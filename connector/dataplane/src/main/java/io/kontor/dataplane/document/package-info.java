/**
 * PDF documents shown page by page as watermarked pictures (INT-19). It owns which document belongs to which subject, the version
 * that a viewing stays on, and the rendering. Start at {@link io.kontor.dataplane.document.DocumentFolder}.
 */
@NullMarked
package io.kontor.dataplane.document;

import org.jspecify.annotations.NullMarked;
