package io.kontor.cli.deploy;

/**
 * Passwords of the demonstration. They are synthetic, guard a folder that holds everybody's keys anyway, and must never be used elsewhere; a real
 * deployment writes its own configuration files.
 */
public final class Secrets {
    /** Password of all key stores. */
    public static final String KEYSTORE = "demo-keystore";

    /** Password of all database accounts. */
    public static final String DATABASE = "demo-database";

    /** API key of the management listeners. */
    public static final String MANAGEMENT = "demo-management-key-0001";

    /** API key of the control listeners. */
    public static final String CONTROL = "demo-control-key-0001";

    /** API key between a connector and its data plane, and of its staff. */
    public static final String DATA_PLANE = "demo-data-plane-key-0001";

    /** API key of the consumer's application listener. */
    public static final String APPLICATION = "demo-application-key-0001";

    /** Password of all portal accounts. */
    public static final String PORTAL = "demo-portal";

    private Secrets() {}
}
