CREATE TABLE public.statement_members (
    series bigint NOT NULL,
    statement bigint NOT NULL
);
CREATE TABLE public.statement_mentions (
    concept bigint NOT NULL,
    date character varying(10) NOT NULL COLLATE pg_catalog."C",
    statement bigint NOT NULL,
    times integer NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL
);
CREATE TABLE public.statement_migrations (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.statement_parties (
    statement bigint NOT NULL,
    party character varying(200) NOT NULL
);
CREATE TABLE public.statement_parts (
    part bigint NOT NULL,
    body text NOT NULL,
    vector tsvector NOT NULL
);
CREATE TABLE public.statement_phrases (
    series bigint NOT NULL,
    members character varying(16) NOT NULL,
    found text NOT NULL
);
CREATE TABLE public.statement_sentences (
    print bigint NOT NULL,
    statement bigint NOT NULL,
    sentence bigint NOT NULL
);
CREATE TABLE public.statement_series (
    number bigint NOT NULL,
    tenant character varying(64) NOT NULL,
    name character varying(100) NOT NULL,
    description text NOT NULL
);
CREATE SEQUENCE public.statement_series_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.statement_series_number_seq OWNED BY public.statement_series.number;
CREATE TABLE public.statement_texts (
    statement bigint NOT NULL,
    reading bytea NOT NULL,
    text bytea NOT NULL
);
CREATE TABLE public.statements (
    number bigint NOT NULL,
    tenant character varying(64) NOT NULL,
    sha256 character varying(64) NOT NULL,
    text_sha256 character varying(64) NOT NULL,
    level character varying(32) NOT NULL,
    language character varying(16) NOT NULL,
    indexed character varying(16) NOT NULL,
    title text NOT NULL,
    parties text NOT NULL,
    place text NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    version_of text NOT NULL,
    id character varying(16) NOT NULL COLLATE pg_catalog."C",
    date character varying(10) NOT NULL COLLATE pg_catalog."C",
    status character varying(32) NOT NULL,
    words integer NOT NULL,
    imported bigint NOT NULL
);
CREATE SEQUENCE public.statements_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.statements_number_seq OWNED BY public.statements.number;
ALTER TABLE ONLY public.statement_series ALTER COLUMN number SET DEFAULT nextval('public.statement_series_number_seq'::regclass);
ALTER TABLE ONLY public.statements ALTER COLUMN number SET DEFAULT nextval('public.statements_number_seq'::regclass);
INSERT INTO public.statement_members VALUES (1, 1);
INSERT INTO public.statement_members VALUES (1, 2);
INSERT INTO public.statement_mentions VALUES (1114574511424271270, '2001-05-01', 1, 1, 0, 11);
INSERT INTO public.statement_mentions VALUES (7002843739142925818, '2001-05-01', 1, 1, 34, 42);
INSERT INTO public.statement_mentions VALUES (1114574511424271270, '2002-05-01', 2, 1, 0, 11);
INSERT INTO public.statement_mentions VALUES (1547696260616223281, '2002-05-01', 2, 1, 34, 40);
INSERT INTO public.statement_migrations VALUES ('0001');
INSERT INTO public.statement_parties VALUES (1, 'bramont');
INSERT INTO public.statement_parties VALUES (1, 'vantor');
INSERT INTO public.statement_parts VALUES (4096, '¦ the party of vantor and bramont reaffirm the principle of no wall ¦ they shall meet again next year ¦', '''again'':18 ''and'':6 ''bramont'':7 ''meet'':17 ''next'':19 ''no'':12 ''of'':4,11 ''party'':3 ''principle'':10 ''reaffirm'':8 ''shall'':16 ''the'':2,9 ''they'':15 ''vantor'':5 ''wall'':13 ''year'':20 ''¦'':1,14,21');
INSERT INTO public.statement_parts VALUES (8192, '¦ the party of vantor and bramont recall their talk ¦ they will meet when needed ¦', '''and'':6 ''bramont'':7 ''meet'':14 ''needed'':16 ''of'':4 ''party'':3 ''recall'':8 ''talk'':10 ''the'':2 ''their'':9 ''they'':12 ''vantor'':5 ''when'':15 ''will'':13 ''¦'':1,11,17');
INSERT INTO public.statement_sentences VALUES (762052005410423161, 2, 0);
INSERT INTO public.statement_sentences VALUES (1132039908448849878, 1, 1);
INSERT INTO public.statement_sentences VALUES (1984061063193668785, 2, 0);
INSERT INTO public.statement_sentences VALUES (3082263457431387405, 1, 1);
INSERT INTO public.statement_sentences VALUES (3928023688932417959, 1, 0);
INSERT INTO public.statement_sentences VALUES (4027057309672003314, 2, 0);
INSERT INTO public.statement_sentences VALUES (4693819413249311679, 1, 1);
INSERT INTO public.statement_sentences VALUES (6023320167149808730, 1, 0);
INSERT INTO public.statement_sentences VALUES (6275151498750269126, 1, 0);
INSERT INTO public.statement_sentences VALUES (6275151498750269126, 2, 0);
INSERT INTO public.statement_sentences VALUES (7267594449959791755, 1, 0);
INSERT INTO public.statement_series VALUES (1, 'default', 'accord', '{"title": "The accord", "parties": [], "level": "", "kind": "", "covers": ["", ""], "gaps": ["2005"]}');
INSERT INTO public.statement_texts VALUES (1, '\x7b226c616e6775616765223a22656e222c22666f726d6174223a2274657874222c22656e636f64696e67223a6e756c6c2c22636f766572616765223a5b3130322c3130325d2c227761726e696e6773223a5b5d2c22626c6f636b73223a5b5b302c3130322c22706172616772617068222c302c6e756c6c5d5d2c2273656e74656e636573223a5b5b302c36395d2c5b37302c3130325d5d7d', '\x5468652050617274696573206f662056616e746f7220616e64204272616d6f6e7420726561666669726d20746865207072696e6369706c65206f66206e6f2077616c6c732e2054686579207368616c6c206d65657420616761696e206e65787420796561722e');
INSERT INTO public.statement_texts VALUES (2, '\x7b226c616e6775616765223a22656e222c22666f726d6174223a2274657874222c22656e636f64696e67223a6e756c6c2c22636f766572616765223a5b38312c38315d2c227761726e696e6773223a5b5d2c22626c6f636b73223a5b5b302c38312c22706172616772617068222c302c6e756c6c5d5d2c2273656e74656e636573223a5b5b302c35335d2c5b35342c38315d5d7d', '\x5468652050617274696573206f662056616e746f7220616e64204272616d6f6e7420726563616c6c2074686569722074616c6b732e20546865792077696c6c206d656574207768656e206e65656465642e');
INSERT INTO public.statements VALUES (1, 'default', 'c99496c2c2bb810c04358ce8c9f4c6452c120d7151cb89a125da614f82b729f2', '056b52b27be45752bba37438ee20812af61e6838642c27f8dccda5ab350047d7', '', 'en', '6475875fef4a3033', '', '["Vantor", "Bramont"]', '', '', '', 'one', 'c99496c2c2bb810c', '2001-05-01', '', 18, 1795880664);
INSERT INTO public.statements VALUES (2, 'default', 'ec5622e43943c7b0edf142c4f72ef1b8055ecb8de64f0441ffe17f03f56638a2', 'edbcccb4de12da76e5e5953a71bb95f71d71bfe207805d1a81295a00a9827e14', '', 'en', '6475875fef4a3033', '', '[]', '', '', '', '', 'ec5622e43943c7b0', '2002-05-01', 'excerpt', 14, 1795880664);
SELECT pg_catalog.setval('public.statement_series_number_seq', 1, true);
SELECT pg_catalog.setval('public.statements_number_seq', 2, true);
ALTER TABLE ONLY public.statement_members
    ADD CONSTRAINT statement_members_pkey PRIMARY KEY (series, statement);
ALTER TABLE ONLY public.statement_mentions
    ADD CONSTRAINT statement_mentions_pkey PRIMARY KEY (concept, date, statement);
ALTER TABLE ONLY public.statement_migrations
    ADD CONSTRAINT statement_migrations_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.statement_parties
    ADD CONSTRAINT statement_parties_pkey PRIMARY KEY (statement, party);
ALTER TABLE ONLY public.statement_parts
    ADD CONSTRAINT statement_parts_pkey PRIMARY KEY (part);
ALTER TABLE ONLY public.statement_phrases
    ADD CONSTRAINT statement_phrases_pkey PRIMARY KEY (series);
ALTER TABLE ONLY public.statement_sentences
    ADD CONSTRAINT statement_sentences_pkey PRIMARY KEY (print, statement, sentence);
ALTER TABLE ONLY public.statement_series
    ADD CONSTRAINT statement_series_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.statement_texts
    ADD CONSTRAINT statement_texts_pkey PRIMARY KEY (statement);
ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_pkey PRIMARY KEY (number);
CREATE INDEX statement_members_by_statement ON public.statement_members USING btree (statement);
CREATE INDEX statement_mentions_by_statement ON public.statement_mentions USING btree (statement);
CREATE INDEX statement_parts_by_word ON public.statement_parts USING gin (vector);
CREATE INDEX statement_sentences_by_statement ON public.statement_sentences USING btree (statement);
CREATE UNIQUE INDEX statement_series_by_name ON public.statement_series USING btree (tenant, name);
CREATE INDEX statements_by_date ON public.statements USING btree (tenant, date, id, language, status, indexed, words);
CREATE UNIQUE INDEX statements_by_id ON public.statements USING btree (tenant, id);
CREATE INDEX statements_by_index ON public.statements USING btree (tenant, indexed);
