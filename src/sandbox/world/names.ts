/** Given and family names of one script, each as written and in Latin letters for user principal names. */
export interface Script {
  readonly name: string;
  readonly order: 'givenFirst' | 'familyFirst';
  readonly separator: string;
  readonly given: readonly Written[];
  readonly family: readonly Written[];
}

type Written = readonly [written: string, latin: string];

const latin = (names: string): readonly Written[] => names.split(' ').map((name) => [name, plain(name)] as const);
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
const pairs = (text: string): readonly Written[] =>
  text.split(' ').map((pair) => {
    const [written = '', romanised = ''] = pair.split('=');
    return [written, romanised] as const;
  });

const western = { order: 'givenFirst', separator: ' ' } as const;
const eastern = { order: 'familyFirst', separator: '' } as const;

/** Names made for this world from common name parts of many scripts; nobody is meant. */
export const scripts: readonly Script[] = [
  {
    name: 'Latin',
    ...western,
    given: latin('Adele Bruno Carla Dorian Elodie Finn Greta Henrik Ines Jonas Katya Lena Marta Nils Oona Pilar'),
    family: latin('Albers Brandt Cortes Dahl Eklund Ferrer Galvin Hansen Iversen Jensen Keller Lindqvist Moreau Nowak Olsen Petersen'),
  },
  {
    name: 'Latin with marks',
    ...western,
    given: latin('Åsa Béatrice Çelik Đorđe Éamon Łucja Müjgan Ñusta Øyvind Šárka Þóra Žofie Nguyễn Søren Zoë Jürgen'),
    family: latin('Ångström Brâncuş Čapek Dvořák Gâlcă Gößling Håkansson Ibáñez Kőszegi Łaski Muñiz Nevařil Øster Rößler Şahin Žilka'),
  },
  {
    name: 'Greek',
    ...western,
    given: pairs('Αλέκος=alekos Δάφνη=dafni Ελένη=eleni Ζωή=zoi Ηλίας=ilias Θάλεια=thaleia Κώστας=kostas Μυρτώ=myrto'),
    family: pairs(
      'Αγγέλου=angelou Βλάχος=vlachos Γεωργίου=georgiou Δήμου=dimou Κανάκης=kanakis Λάσκαρης=laskaris Μάνος=manos Σταύρου=stavrou',
    ),
  },
  {
    name: 'Cyrillic',
    ...western,
    given: pairs('Алина=alina Борис=boris Вера=vera Глеб=gleb Дарина=daryna Елена=elena Жанна=zhanna Захар=zakhar'),
    family: pairs('Белова=belova Волков=volkov Громов=gromov Дорош=dorosh Ершова=yershova Зимин=zimin Кравець=kravets Лісова=lisova'),
  },
  {
    name: 'Arabic',
    ...western,
    given: pairs('أمينة=amina باسم=basim جميلة=jamila خالد=khalid دانة=dana رامي=rami سلمى=salma طارق=tariq'),
    family: pairs(
      'البغدادي=albaghdadi الحداد=alhaddad الخياط=alkhayat الشامي=alshami العطار=alattar القاضي=alqadi النجار=alnajjar الهاشمي=alhashimi',
    ),
  },
  {
    name: 'Hebrew',
    ...western,
    given: pairs('אביגיל=avigail בועז=boaz גליה=galia דורון=doron הדס=hadas יונתן=yonatan נועה=noa שירה=shira'),
    family: pairs('אלמוג=almog ברקת=bareket גולן=golan דרור=dror חרמון=hermon כרמל=karmel נחל=nahal שקד=shaked'),
  },
  {
    name: 'Han',
    ...eastern,
    given: pairs('晓明=xiaoming 丽华=lihua 建国=jianguo 美玲=meiling 志强=zhiqiang 雨桐=yutong 思远=siyuan 佳怡=jiayi'),
    family: pairs('王=wang 李=li 张=zhang 劉=liu 陈=chen 楊=yang 趙=zhao 歐陽=ouyang'),
  },
  {
    name: 'Kana and Kanji',
    ...eastern,
    given: pairs('さくら=sakura ハルト=haruto 葵=aoi ひなた=hinata 蓮=ren みお=mio ユイ=yui 大翔=hiroto'),
    family: pairs('青木=aoki 石田=ishida 上野=ueno 小川=ogawa 坂本=sakamoto 高橋=takahashi 中村=nakamura 渡辺=watanabe'),
  },
  {
    name: 'Hangul',
    ...eastern,
    given: pairs('가은=gaeun 나윤=nayun 도현=dohyeon 민준=minjun 서연=seoyeon 예준=yejun 지호=jiho 하늘=haneul'),
    family: pairs('강=kang 김=kim 문=moon 박=park 서=seo 윤=yoon 정=jung 한=han'),
  },
  {
    name: 'Devanagari',
    ...western,
    given: pairs('अनिका=anika ईशान=ishan कविता=kavita गौरव=gaurav दीपा=deepa नीलम=neelam राहुल=rahul सुनीता=sunita'),
    family: pairs('अग्रवाल=agrawal कुलकर्णी=kulkarni गुप्ता=gupta जोशी=joshi पाटील=patil मेहता=mehta वर्मा=verma शर्मा=sharma'),
  },
  {
    name: 'Thai',
    ...western,
    given: pairs('กานต์=kan ชนิดา=chanida ดวงใจ=duangjai ธนา=thana ปรีชา=preecha มาลี=malee วิทย์=wit สุดา=suda'),
    family: pairs(
      'แก้วใส=kaewsai จันทร์ดี=chandee ทองคำ=thongkham บุญมา=bunma พลอยงาม=ployngam รุ่งเรือง=rungrueang ศรีสุข=srisuk แสงทอง=saengthong',
    ),
  },
  {
    name: 'Latin with emoji',
    ...western,
    given: pairs('Juno🌙=juno Kit🦊=kit Lou🎧=lou Max🏳️‍🌈=max Nia👩🏽‍🚀=nia Ola🌻=ola Pim⭐=pim Rae🫧=rae'),
    family: pairs('Ash=ash Birch=birch Cedar=cedar Elm=elm Hazel=hazel Linden=linden Rowan=rowan Willow=willow'),
  },
];

/** Which script a person writes in, by the low six bits of a random number: half Latin, the rest evenly. */
export function scriptOf(bits: number): number {
  const draw = bits & 63;
  return draw < 30 ? 0 : draw < 36 ? 1 : 2 + ((draw - 36) % (scripts.length - 2));
}
