-- Two roles: owner migrates, app runs the program and owns nothing, so that triggers and
-- append-only tables hold against the program itself. Run as a superuser, with psql; twice is once.
select 'create role owner login createdb'
where not exists (select from pg_roles where rolname = 'owner')
\gexec
select 'create role app login'
where not exists (select from pg_roles where rolname = 'app')
\gexec

-- So that a test may try, as app, what app must not do.
grant app to owner;

-- In template1, so that databases made for tests have it too.
\connect template1
alter default privileges for role owner grant select, insert, update, delete on tables to app;
alter default privileges for role owner grant usage, select on sequences to app;

select 'create database emulation owner owner'
where not exists (select from pg_database where datname = 'emulation')
\gexec
