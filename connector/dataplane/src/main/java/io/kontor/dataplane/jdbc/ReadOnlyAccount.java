package io.kontor.dataplane.jdbc;

import io.kontor.dataplane.source.SourceConfigurationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Refuses an account that may write anything (DPL-3): a source must not be able to change what it is asked about. Rights that
 * the account could take on through a role of which it is a member count as its own.
 */
final class ReadOnlyAccount {

    private static final String ROLES =
            "roles as (select oid, rolname from pg_roles" + " where pg_has_role(current_user, oid, 'MEMBER'))";

    /** Each query answers one row with the offending right, or none. */
    private static final String[] WRITING_RIGHTS = {
        "select 'is superuser' || case when rolname = current_user then '' else ' by role ' || rolname end"
                + " from pg_roles where rolsuper and pg_has_role(current_user, oid, 'MEMBER') limit 1",
        "select 'may ' || case when rolcreaterole then 'create roles' when rolcreatedb then 'create databases'"
                + " else 'replicate' end from pg_roles where (rolcreaterole or rolcreatedb or rolreplication)"
                + " and pg_has_role(current_user, oid, 'MEMBER') limit 1",
        "select 'is member of ' || rolname from pg_roles where pg_has_role(current_user, oid, 'MEMBER') and rolname in"
                + " ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program') order by 1 limit 1",
        "with " + ROLES + " select 'owns table ' || c.oid::regclass from pg_class c join roles r on r.oid = c.relowner"
                + " where c.relkind in ('r','p','v','m','f') limit 1",
        "with " + ROLES + " select 'owns schema ' || n.nspname from pg_namespace n join roles r on r.oid = n.nspowner"
                + " where n.nspname !~ '^pg_' limit 1",
        "with " + ROLES + ", rights(name) as (values ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'))"
                + " select 'may ' || g.name || ' on table ' || c.oid::regclass from pg_class c"
                + " join pg_namespace n on n.oid = c.relnamespace cross join roles r cross join rights g"
                + " where c.relkind in ('r','p','v','m','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
                + " and (has_table_privilege(r.oid, c.oid, g.name) or (g.name in ('INSERT','UPDATE')"
                + " and has_any_column_privilege(r.oid, c.oid, g.name))) order by 1 limit 1",
        "with " + ROLES + " select 'may CREATE in schema ' || n.nspname from pg_namespace n cross join roles r"
                + " where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
                + " and has_schema_privilege(r.oid, n.oid, 'CREATE') order by 1 limit 1",
        "with " + ROLES + " select 'may CREATE in database ' || current_database() from roles r"
                + " where has_database_privilege(r.oid, current_database(), 'CREATE') limit 1",
    };

    private ReadOnlyAccount() {}

    /**
     * @param resourceId resource that the account serves, for the message
     * @throws SourceConfigurationException naming the first right found that lets the account write
     */
    static void require(Connection connection, String user, String resourceId) throws SQLException {
        for (String query : WRITING_RIGHTS) {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(query)) {
                if (found.next()) {
                    throw new SourceConfigurationException(
                            "Cannot serve resource " + resourceId + ": database account '" + user + "' "
                                    + found.getString(1) + "; give an account that may only SELECT");
                }
            }
        }
    }
}
